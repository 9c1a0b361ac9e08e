/* psc-document.h: the run document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-atomic-file.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* The names of the members are relied on from outside: they may become more,
 * but they do not change. */
#define PSC_DOCUMENT_VERSION 1

/* A PscWriteFunc for a PscRun that has ended. */
gboolean psc_document_write (GOutputStream  *stream,
                             gpointer        run,
                             GError        **error);

G_END_DECLS
