"""Which names of a corpus are one thing, and why: names are vertices, reasons are edges, vetoes are final."""
