"""The whole invented operation against the ring, lived through by its people: four agencies of four countries and a prosecution.

What becomes of whom is decided in `demo/ring/`, which is the truth; here it is done, by the same deeds as ever, with the clock set back.
"""
