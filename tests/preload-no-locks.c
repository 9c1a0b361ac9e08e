/* preload-no-locks.c: a disk on which no file can be locked
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

G_MODULE_EXPORT int
fcntl (int fd,
       int command,
       ...)
{
  void *argument;
  va_list args;

  va_start (args, command);
  argument = va_arg (args, void *);
  va_end (args);

  if (command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK)
    {
      errno = ENOLCK;
      return -1;
    }

  return (int) syscall (SYS_fcntl, fd, command, argument);
}
