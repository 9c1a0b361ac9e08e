/* psc-place.h: whether a directory is still the one that it was
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* What tells one directory from all others that are there at the same time, also
 * from what lies below once it is unmounted. */
typedef struct
{
  dev_t    device;
  ino_t    inode;
  gboolean is_known;
} PscPlace;

void     psc_place_read     (PscPlace       *self,
                             const char     *path);
gboolean psc_place_is_there (const PscPlace *self,
                             const char     *path);

G_END_DECLS
