"""Drawings of what depends on what: for GitHub (Mermaid), Graphviz (DOT), programs (JSON) and eyes (SVG)."""
