/* psc-history-owner.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-owner"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "psc-history-owner-private.h"

/* So many bits that nobody draws a number which an entry has already. */
#define ID_BITS 62

/* The lock belongs to the open file: others of the same process do not share
 * it, and to close the file elsewhere does not give it back. */
static struct flock
describe_lock (gint64 id)
{
  return (struct flock) { .l_type = F_WRLCK, .l_whence = SEEK_SET,
                          .l_start = id, .l_len = 1 };
}

static gint64
draw_id (void)
{
  guint64 number = (guint64) g_random_int () << 32 | g_random_int ();

  return (gint64) (number >> (64 - ID_BITS)) + 1;
}

/* Whether the file is still the one that others find. */
static gboolean
is_in_place (const PscHistoryOwner *self,
             const char            *path)
{
  struct stat ours, theirs;

  return self->fd >= 0 && fstat (self->fd, &ours) == 0 &&
         stat (path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
         ours.st_ino == theirs.st_ino;
}

static int
open_file (PscHistoryOwner *self,
           const char      *path)
{
  /* What is started must not hold the lock when this program is gone. */
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return SQLITE_OK;

  return errno == ENOSPC || errno == EDQUOT ? SQLITE_FULL : SQLITE_CANTOPEN;
}

/**
 * _psc_history_owner_take:
 * @path: of the database, in a directory that is there
 *
 * Becomes an owner of entries, unless it is one already.
 *
 * Returns: %SQLITE_OK, or what is in the way: %SQLITE_PROTOCOL where files
 *   cannot be locked
 */
int
_psc_history_owner_take (PscHistoryOwner *self,
                         const char      *path)
{
  g_autofree char *file = g_strconcat (path, "-lock", NULL);
  int code;

  if (is_in_place (self, file))
    return SQLITE_OK;

  _psc_history_owner_release (self);
  code = open_file (self, file);
  while (code == SQLITE_OK && self->id == 0)
    {
      gint64 id = draw_id ();
      struct flock lock = describe_lock (id);

      if (fcntl (self->fd, F_OFD_SETLK, &lock) == 0)
        self->id = id;
      else if (errno != EAGAIN && errno != EACCES && errno != EINTR)
        code = SQLITE_PROTOCOL;
    }

  if (code != SQLITE_OK)
    _psc_history_owner_release (self);

  return code;
}

/**
 * _psc_history_owner_release:
 *
 * Is nobody any more.
 */
void
_psc_history_owner_release (PscHistoryOwner *self)
{
  if (self->fd >= 0)
    close (self->fd);
  *self = (PscHistoryOwner) PSC_HISTORY_OWNER_INIT;
}

/**
 * _psc_history_owner_is_alive:
 * @self: one who has been taken
 * @id: of any owner
 *
 * Whether another owner, or this one, is still there.  One of whom that cannot
 * be found out is: nothing of theirs is to be touched.
 */
gboolean
_psc_history_owner_is_alive (const PscHistoryOwner *self,
                             gint64                 id)
{
  struct flock lock = describe_lock (id);

  if (id <= 0)
    return FALSE;

  return id == self->id || fcntl (self->fd, F_OFD_GETLK, &lock) != 0 ||
         lock.l_type != F_UNLCK;
}
