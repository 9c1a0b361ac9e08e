/* psc-findings-modes-private.h: what the findings of exercises c and d share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-findings-modes.h"
#include "psc-findings-private.h"

G_BEGIN_DECLS

/* One of the points with what is known of it. */
typedef struct
{
  PscPoint           *point;
  const PscModeFacts *facts;
} PscModePoint;

gboolean _psc_modes_begin             (GPtrArray           *findings,
                                       GPtrArray           *points);
void     _psc_modes_append_walls      (GString             *text,
                                       const PscModePoint  *a,
                                       const PscModePoint  *b);
void     _psc_modes_append_difference (GString             *text,
                                       const PscModePoint  *fast,
                                       const PscModePoint  *slow);
void     _psc_modes_append_pair       (GString             *text,
                                       const PscModePoint  *a,
                                       const PscModePoint  *b);
void     _psc_modes_add_values        (GPtrArray           *findings,
                                       const PscModePoint  *process,
                                       const PscModePoint  *thread);
void     _psc_modes_add_limits        (GPtrArray           *findings,
                                       PscPoint            *point);

G_END_DECLS
