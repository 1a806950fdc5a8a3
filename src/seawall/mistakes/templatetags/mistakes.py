"""What a doubt is about, in a line; masked."""

from django import template

from seawall.mistakes.queries import about

register = template.Library()
register.filter("about", about)
