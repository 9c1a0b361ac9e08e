/* psc-part-kind.h: what the time of a lane goes into
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-pipeline.h"

G_BEGIN_DECLS

/* What a stretch of a lane is.  The parts of one lane cover the interval from
 * t0 to t1 without gap or overlap. */
typedef enum
{
  PSC_PART_START,    /* t0 until the lane's first worker was ready */
  PSC_PART_STEP,     /* in a step of a task */
  PSC_PART_INSIDE,   /* in a task, between its steps */
  PSC_PART_HANDOVER, /* ready, work left, none in hand */
  PSC_PART_RESTART,  /* a worker gone until the next one was ready */
  PSC_PART_DOWN,     /* no worker came any more */
  PSC_PART_TAIL,     /* no work left */
} PscPartKind;
#define PSC_N_PART_KINDS 7

/* A part of the account as one number: each step is a part of its own, and so
 * is each kind but PSC_PART_STEP. */
#define PSC_NO_PART G_MAXUINT

/**
 * psc_part_id:
 * @step: its index in the pipeline, for %PSC_PART_STEP
 *
 * The number of a part.
 */
static inline guint
psc_part_id (PscPartKind kind,
             guint       step)
{
  return kind == PSC_PART_STEP ? PSC_N_PART_KINDS + step : kind;
}

/**
 * psc_part_id_get_step:
 * @step: (out): the step, if it is one
 *
 * Whether the part with this number is a step.
 */
static inline gboolean
psc_part_id_get_step (guint  part,
                      guint *step)
{
  *step = part - PSC_N_PART_KINDS;

  return part != PSC_NO_PART && part >= PSC_N_PART_KINDS;
}

const char *psc_part_kind_to_string (PscPartKind kind);
const char *psc_part_kind_get_label (PscPartKind kind);
const char *psc_part_kind_explain   (PscPartKind kind);
const char *psc_part_kind_advise    (PscPartKind kind);
const char *psc_part_id_get_name    (guint        part,
                                     PscPipeline *pipeline);

G_END_DECLS
