"""The frozen releases, and the differences between two states of the data.

Beside the code stand the files of each release, which never change. `<version>.nq.zst` holds its statements, and
`<version>.nq.zst.sha256` the checksum for `sha256sum -c`. `<version>.json` is what `Release` has, and
`<version>.changes.json` the list of changes since the release before.
"""
