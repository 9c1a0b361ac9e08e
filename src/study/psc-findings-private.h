/* psc-findings-private.h: what the files of the findings share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-findings.h"

G_BEGIN_DECLS

/* Findings about one kind of pool.  @name stands before the titles where
 * there are several kinds. */
typedef struct
{
  GPtrArray  *findings; /* where to add */
  GPtrArray  *points;   /* of one kind, measured, by their workers */
  const char *name;     /* (nullable) */
  PscPoint   *best;     /* the shortest median of the wall time */
  PscPoint   *enough;   /* the fewest workers about as fast */
  PscPoint   *most;     /* the most workers */
} PscFindingGroup;

GPtrArray *_psc_findings_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void    _psc_findings_add          (GPtrArray       *findings,
                                    PscFindingKind   kind,
                                    const char      *name,
                                    char            *title,
                                    char            *text);
void    _psc_findings_add_repeats  (GPtrArray       *findings);
void    _psc_findings_add_limits   (PscFindingGroup *group);
void    _psc_findings_append_noise (GString         *text,
                                    PscPoint        *a,
                                    PscPoint        *b);
void    _psc_findings_append_start_up (GString      *text,
                                    PscPoint        *fast,
                                    PscPoint        *slow);
void    _psc_findings_explain      (PscFindingGroup *group);
void    _psc_findings_compare      (GPtrArray       *findings,
                                    GPtrArray       *kinds);

guint   _psc_findings_get_workers  (PscPoint        *point);
char   *_psc_findings_dup_workers  (PscPoint        *point)
                                    G_GNUC_WARN_UNUSED_RESULT;
char   *_psc_findings_dup_time     (PscPoint        *point,
                                    PscMeasure       measure)
                                    G_GNUC_WARN_UNUSED_RESULT;
char   *_psc_findings_dup_range    (PscPoint        *point)
                                    G_GNUC_WARN_UNUSED_RESULT;
gboolean _psc_findings_is_locked   (PscPoint        *point);
gboolean _psc_findings_has_repeats (GPtrArray       *points);

G_END_DECLS
