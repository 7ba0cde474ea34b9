"""The dataset as a whole: vocabulary, shapes, downloads, its description."""
