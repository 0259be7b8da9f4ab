"""The pages that the server shows: their frame, their words, and the nouns that their templates take."""
