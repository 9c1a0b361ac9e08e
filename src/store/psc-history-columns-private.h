/* psc-history-columns-private.h: values of the database, none of them sure
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "psc-json-input-private.h"

G_BEGIN_DECLS

/* SQLite lets every column hold a value of every type.  As with a document's
 * members, what is wrong sticks in the input, and values are in range. */
typedef struct
{
  PscJsonInput *input;
  sqlite3_stmt *statement;
} PscHistoryColumns;

gint64      _psc_history_get_int   (PscHistoryColumns *self,
                                    int                column,
                                    const char        *name,
                                    gint64             minimum,
                                    gint64             maximum);
gint64      _psc_history_get_time  (PscHistoryColumns *self,
                                    int                column,
                                    const char        *name);
const char *_psc_history_get_text  (PscHistoryColumns *self,
                                    int                column,
                                    const char        *name);
char       *_psc_history_dup_text  (PscHistoryColumns *self,
                                    int                column,
                                    const char        *name,
                                    gsize              max_length)
                                    G_GNUC_WARN_UNUSED_RESULT;
char       *_psc_history_dup_words (PscHistoryColumns *self,
                                    int                column)
                                    G_GNUC_WARN_UNUSED_RESULT;
GBytes     *_psc_history_dup_bytes (PscHistoryColumns *self,
                                    int                column,
                                    const char        *name,
                                    gsize              max_size)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
