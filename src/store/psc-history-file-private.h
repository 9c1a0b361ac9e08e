/* psc-history-file-private.h: a database that works, whatever was there
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"
#include "psc-history-owner-private.h"

G_BEGIN_DECLS

PscHistoryDb *_psc_history_file_open     (const char       *path,
                                          guint64           damaged,
                                          PscHistoryOwner  *owner,
                                          gboolean         *writable,
                                          char            **problem)
                                          G_GNUC_WARN_UNUSED_RESULT;
PscHistoryDb *_psc_history_file_open_to_read (const char *path)
                                          G_GNUC_WARN_UNUSED_RESULT;
char         *_psc_history_file_describe (const char   *path,
                                          PscHistoryDb *db,
                                          int           code)
                                          G_GNUC_WARN_UNUSED_RESULT;
guint64       _psc_history_file_get_size (const char   *path);
guint64       _psc_history_file_get_inode (const char  *path);
gboolean      _psc_history_is_damage     (int           code);

G_END_DECLS
