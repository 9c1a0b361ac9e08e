/* psc-findings.h: what measured points say, in sentences
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-point.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_FINDING_REPEATS,    /* too few of them to find anything */
  PSC_FINDING_BEST,       /* how many workers are the best, or enough */
  PSC_FINDING_ONE_CPU,
  PSC_FINDING_FEW_FILES,
  PSC_FINDING_AVERAGE,    /* why a file takes longer with more workers */
  PSC_FINDING_OCCUPANCY,  /* why it is high where efficiency is not */
  PSC_FINDING_LOCK,       /* what the global lock does */
  PSC_FINDING_LAW,        /* a law of speed-up describes the times */
  PSC_FINDING_KINDS,      /* modes, or other settings, beside each other */
  PSC_FINDING_CHUNKS,     /* what handing out by another rule does */
  PSC_FINDING_ON_DEMAND,  /* fewer workers were started than allowed */
  PSC_FINDING_VALUES,     /* workers inherited one random state */
  PSC_FINDING_START,      /* how long a worker takes to start */
  PSC_FINDING_REPLACEMENT, /* what replacing workers costs */
  PSC_FINDING_BREAK_EVEN, /* how long tasks must be */
  PSC_FINDING_FAULT,      /* what came of something that went wrong */
  PSC_FINDING_PEER,       /* what a pool does then */
} PscFindingKind;

typedef struct
{
  PscFindingKind  kind;
  char           *title; /* translated, as all that follows */
  char           *text;  /* one sentence or more, with numbers */
} PscFinding;

GPtrArray *psc_findings_read      (GPtrArray        *points)
                                   G_GNUC_WARN_UNUSED_RESULT;
char      *psc_finding_dup_line   (const PscFinding *self)
                                   G_GNUC_WARN_UNUSED_RESULT;
char      *psc_finding_dup_kind   (PscPoint         *point)
                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
