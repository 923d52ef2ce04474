"""Every route against everyone who may not pass, and against those who may."""
