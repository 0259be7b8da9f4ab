"""What was extracted before: kept outside the outputs, found again by everything that an extraction depends on."""
