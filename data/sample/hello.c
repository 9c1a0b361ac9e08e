/* A C program: what "file" calls C source. */
#include <stdio.h>

int
main (void)
{
  puts ("Hello from the pool");

  return 0;
}
