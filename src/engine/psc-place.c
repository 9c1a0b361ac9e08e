/* psc-place.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-place"

#include "config.h"

#include <sys/stat.h>

#include "psc-place.h"

/**
 * psc_place_read:
 * @self: (out caller-allocates): the directory at @path as it is now
 */
void
psc_place_read (PscPlace   *self,
                const char *path)
{
  struct stat info;

  *self = (PscPlace) { 0, };
  if (stat (path, &info) != 0)
    return;

  self->device = info.st_dev;
  self->inode = info.st_ino;
  self->is_known = TRUE;
}

/**
 * psc_place_is_there:
 *
 * Whether @path still leads to the directory that it led to.  One that has been
 * moved, removed or unmounted is not there, whatever is in its place.
 */
gboolean
psc_place_is_there (const PscPlace *self,
                    const char     *path)
{
  PscPlace now;

  psc_place_read (&now, path);

  return now.is_known && self->is_known && now.device == self->device &&
         now.inode == self->inode;
}
