"""What all tests share."""

from factories import emptying

emptying.install()
