"""The pages of the library: the procedures an office keeps."""
