/* psc-aside.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-aside"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "psc-aside-private.h"

/* Not every file system can do it in one go.  Returns: 0 or an errno */
static int
move (const char *from,
      const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return EEXIST;

  return g_rename (from, to) == 0 ? 0 : errno;
}

/**
 * _psc_aside_move:
 * @path: of a file
 * @aside: what it is to be called
 *
 * Gives a file another name, with a number behind it where that is taken: what
 * was set aside before is not lost.
 *
 * Returns: (transfer full) (nullable): its path now; %NULL when it has to stay
 */
char *
_psc_aside_move (const char *path,
                 const char *aside)
{
  g_autofree char *name = g_strdup (aside);
  int code = move (path, name);

  for (guint i = 2; code == EEXIST; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", aside, i);
      code = move (path, name);
    }

  return code == 0 ? g_steal_pointer (&name) : NULL;
}
