/* psc-cli-files.h: which files, as options say it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-listing.h"

G_BEGIN_DECLS

/* The directory and what of it is taken.  Options are text until they have
 * been parsed, so that what is wrong with a number can be said. */
typedef struct
{
  char     *directory;
  gboolean  hidden;
  gboolean  recursive;
  char     *limit_text;
  guint     limit;      /* 0: all entries */
} PscCliFiles;

void        psc_cli_files_add_entries (PscCliFiles    *self,
                                       GOptionContext *context);
gboolean    psc_cli_files_parse       (PscCliFiles    *self,
                                       GStrv           words,
                                       GError        **error);
PscListing *psc_cli_files_read        (PscCliFiles    *self,
                                       gboolean        quiet)
                                       G_GNUC_WARN_UNUSED_RESULT;
void        psc_cli_files_clear       (PscCliFiles    *self);

G_END_DECLS
