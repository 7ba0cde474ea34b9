"""The files for download of a release, derived from its frozen file."""

from __future__ import annotations

from pathlib import Path

from graph.build.snapshot import Snapshot
from graph.build.swap import whole
from graph.releases.frozen import FileDigest, Release


def unpacked(release: Release, folder: Path) -> Snapshot:
    """Unpack a release into a folder, unless it is there, and return what `graph.build.downloads` makes files of.

    They are the same, byte for byte, as those of a snapshot with these statements.

    Raises:
        ReleaseError: the frozen file is gone or damaged.
        OSError: the folder cannot be written.
    """
    place = folder / release.version
    snapshot = Snapshot(release.digest, release.file.sha256, place, release_number=release.version)
    if not (snapshot.nquads.exists() and FileDigest.of(snapshot.nquads.read_bytes()) == release.nquads):
        content = release.content()
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o755)
        with whole(snapshot.nquads) as file:
            file.write(content)
    return snapshot
