# A program that has nothing to do: what it was run in can be seen.
exit 0
