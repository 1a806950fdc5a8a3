"""What `seawall import` does with each format. Each module here has one: its records become arrivals, which material takes."""
