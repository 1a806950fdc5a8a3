"""What `seawall export` writes: each module here has one format, and `forms.py` all of them."""
