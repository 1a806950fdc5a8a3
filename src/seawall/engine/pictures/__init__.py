"""Pictures and their near fingerprint (PDQ). A *picture* is what a viewer would show of a file: turned as its EXIF says, its
transparent parts on white, its first frame; *luma* is its brightness, 0 black to 255 white; a *turn* is one of the eight ways to
lay it down. Decoding is one call without memory of the last, so that it can be done in a process that is thrown away."""
