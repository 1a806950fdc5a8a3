"""How dates are written where Django's own way would be read differently on two sides of an ocean."""
