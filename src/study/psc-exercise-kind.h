/* psc-exercise-kind.h: the four exercises, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-types.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_EXERCISE_WORKERS,      /* a: how many workers? */
  PSC_EXERCISE_PROCESS_COST, /* b: what does a process cost? */
  PSC_EXERCISE_DUMMY,        /* c: dummy against process */
  PSC_EXERCISE_POOLS,        /* d: pools and executors */
} PscExerciseKind;
#define PSC_N_EXERCISES 4

/* Settings of a run that an exercise may set itself. */
typedef enum
{
  PSC_FIXED_NOTHING = 0,
  PSC_FIXED_MODE = 1 << 0,
  PSC_FIXED_WORKERS = 1 << 1,
  PSC_FIXED_CHUNKS = 1 << 2,
  PSC_FIXED_TASKS = 1 << 3, /* how many a worker does */
  PSC_FIXED_LOCK = 1 << 4,
} PscFixedSettings;

/* The answers to exercises b, c and d; those to a are numbers of workers. */
typedef enum
{
  PSC_ANSWER_UNDER_1_MS,
  PSC_ANSWER_UNDER_10_MS,
  PSC_ANSWER_UNDER_100_MS,
  PSC_ANSWER_LONGER,
  PSC_N_ANSWERS_COST,
} PscAnswerCost;

typedef enum
{
  PSC_ANSWER_PROCESS,
  PSC_ANSWER_DUMMY,
  PSC_ANSWER_NO_FASTEST,
  PSC_N_ANSWERS_DUMMY,
} PscAnswerDummy;

typedef enum
{
  PSC_ANSWER_ALIKE,
  PSC_ANSWER_POOLS,
  PSC_ANSWER_EXECUTORS,
  PSC_ANSWER_KINDS_DIFFER,
  PSC_N_ANSWERS_POOLS,
} PscAnswerPools;

const char *psc_exercise_kind_to_string     (PscExerciseKind  self);
gboolean    psc_exercise_kind_from_string   (const char      *text,
                                             PscExerciseKind *kind);

const char *psc_exercise_kind_get_title     (PscExerciseKind  self);
const char *psc_exercise_kind_get_question  (PscExerciseKind  self);
const char *psc_exercise_kind_get_prompt    (PscExerciseKind  self);
const char *psc_exercise_kind_get_fixed     (PscExerciseKind  self);
const char *psc_exercise_kind_get_follow_up (PscExerciseKind  self);
const char *psc_exercise_kind_get_answer    (PscExerciseKind  self,
                                             guint            choice);

PscFixedSettings psc_exercise_kind_get_fixed_settings (PscExerciseKind self);

G_END_DECLS
