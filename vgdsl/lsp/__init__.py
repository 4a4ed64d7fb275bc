"""The language server: vgdsl.ide over the Language Server Protocol. The only place that imports pygls."""
