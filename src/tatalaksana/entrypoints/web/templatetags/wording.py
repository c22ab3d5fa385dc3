"""Filters that put values into formal Bahasa Indonesia."""

from django import template

register = template.Library()
