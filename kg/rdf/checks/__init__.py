"""What must hold in a built folder."""
