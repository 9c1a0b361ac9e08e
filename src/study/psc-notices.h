/* psc-notices.h: what happened to a run, besides its files
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_NOTICE_ERROR,   /* the run could not be made to its end */
  PSC_NOTICE_WARNING, /* it was not made as it was asked for */
} PscNoticeKind;

typedef struct
{
  PscNoticeKind  kind;
  char          *text; /* translated sentences */
} PscNotice;

char       *psc_notices_dup_directory (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *psc_notices_read          (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
const char *psc_notices_get_messages  (PscRun *run);

G_END_DECLS
