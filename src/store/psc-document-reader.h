/* psc-document-reader.h: a run document becomes a run again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

PscRun *psc_document_read        (GInputStream         *stream,
                                  GCancellable         *cancellable,
                                  GError              **error)
                                  G_GNUC_WARN_UNUSED_RESULT;
void    psc_document_open_async  (GFile                *file,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
PscRun *psc_document_open_finish (GFile                *file,
                                  GAsyncResult         *result,
                                  GError              **error)
                                  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
