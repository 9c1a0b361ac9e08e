/* preload-kill.c: ends the program at one moment of writing a file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Two moments for each call: before it, and when it is half or wholly done. */
static gboolean
is_time_to_die (void)
{
  static int n_moments = 0;
  const char *moment = getenv ("POOLSCOPE_TEST_KILL_AT");

  return moment != NULL && g_atomic_int_add (&n_moments, 1) + 1 == atoi (moment);
}

static void
may_die (void)
{
  if (is_time_to_die ())
    raise (SIGKILL);
}

G_MODULE_EXPORT ssize_t
write (int         fd,
       const void *buffer,
       size_t      size)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    {
      may_die ();
      if (is_time_to_die ())
        {
          syscall (SYS_write, fd, buffer, size / 2);
          raise (SIGKILL);
        }
    }

  return syscall (SYS_write, fd, buffer, size);
}

G_MODULE_EXPORT int
fsync (int fd)
{
  int result;

  may_die ();
  result = (int) syscall (SYS_fsync, fd);
  may_die ();

  return result;
}

G_MODULE_EXPORT int
rename (const char *from,
        const char *to)
{
  int result;

  may_die ();
  result = (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  may_die ();

  return result;
}
