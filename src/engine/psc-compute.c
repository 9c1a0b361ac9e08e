/* psc-compute.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compute"

#include "config.h"

#include <math.h>

#include "psc-clock.h"
#include "psc-compute.h"
#include "psc-interrupt.h"
#include "psc-normals.h"

/* a is (6,7,8,9) and b is (8,7,9,6).  a's last axis is contracted with b's
 * third, so a is a matrix of 336 rows, and b one of 336 columns once its third
 * axis is moved to the front. */
#define N_SUMMED  9
#define N_ROWS    (6 * 7 * 8)
#define N_BLOCKS  (8 * 7)
#define N_LAST    6
#define N_COLUMNS (N_BLOCKS * N_LAST)
#define N_OPERAND (N_ROWS * N_SUMMED)

struct _PscCompute
{
  /* Constant */
  PscStreams  streams;
  guint32     seed;
  guint       work;
  gboolean    global_lock;
  gint64      timeout_ns;

  /* Under the mutex */
  GMutex      mutex;
  PscNormals *normals;
};

struct _PscComputeSpace
{
  double a[N_OPERAND];
  double b[N_OPERAND];       /* as drawn */
  double b_front[N_OPERAND]; /* with the summed axis in front */
  double product[N_ROWS * N_COLUMNS];
};

/* There is one interpreter lock in a process, whatever pools it holds. */
static GMutex interpreter_lock;

/**
 * psc_compute_new:
 *
 * Makes the step for one process, with a random stream that begins anew.
 */
PscCompute *
psc_compute_new (const PscSettings *settings)
{
  PscCompute *self = g_new0 (PscCompute, 1);

  self->streams = settings->streams;
  self->seed = settings->seed;
  self->work = settings->work;
  self->global_lock = settings->global_lock;
  self->timeout_ns = settings->step_timeout_ns;
  g_mutex_init (&self->mutex);
  self->normals = psc_normals_new (settings->seed);

  return self;
}

/**
 * psc_compute_free:
 *
 * Frees the step.  No lane may be left that uses it.
 */
void
psc_compute_free (PscCompute *self)
{
  psc_normals_free (self->normals);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * psc_compute_space_new:
 *
 * Makes room for one lane's operands and result.
 */
PscComputeSpace *
psc_compute_space_new (void)
{
  return g_new (PscComputeSpace, 1);
}

/**
 * psc_compute_space_free:
 *
 * Frees the room.
 */
void
psc_compute_space_free (PscComputeSpace *space)
{
  g_free (space);
}

/* Both operands are drawn in one go, so that threads that share a stream take
 * whole tasks' worth of it and the values are those of the stream. */
static void
draw_operands (PscCompute      *self,
               PscComputeSpace *space,
               guint32          task)
{
  if (self->streams == PSC_STREAMS_INDEPENDENT)
    {
      g_autoptr (PscNormals) normals = psc_normals_new_for_task (self->seed,
                                                                 task);

      psc_normals_draw (normals, space->a, N_OPERAND);
      psc_normals_draw (normals, space->b, N_OPERAND);
    }
  else
    {
      g_mutex_lock (&self->mutex);
      psc_normals_draw (self->normals, space->a, N_OPERAND);
      psc_normals_draw (self->normals, space->b, N_OPERAND);
      g_mutex_unlock (&self->mutex);
    }

  /* b's numbers are taken in reverse order. */
  for (guint block = 0; block < N_BLOCKS; block++)
    for (guint k = 0; k < N_SUMMED; k++)
      for (guint last = 0; last < N_LAST; last++)
        {
          guint drawn = (block * N_SUMMED + k) * N_LAST + last;

          space->b_front[k * N_COLUMNS + block * N_LAST + last] =
            space->b[N_OPERAND - 1 - drawn];
        }
}

/* Not inlined: the work factor repeats it on the same operands, and a
 * compiler that saw both would do it once.  The result is summed by columns
 * first: one long sum would wait for each addition before the next. */
static G_GNUC_NO_INLINE double
contract (PscComputeSpace *space)
{
  double column_sums[N_COLUMNS] = { 0., };
  double sum = 0.;

  for (guint row = 0; row < N_ROWS; row++)
    {
      const double *a = &space->a[row * N_SUMMED];
      double *product = &space->product[row * N_COLUMNS];

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          double value = a[0] * space->b_front[column];

          for (guint k = 1; k < N_SUMMED; k++)
            value += a[k] * space->b_front[k * N_COLUMNS + column];
          product[column] = value;
          column_sums[column] += value;
        }
    }

  for (guint column = 0; column < N_COLUMNS; column++)
    sum += column_sums[column];

  return sum;
}

static PscComputeEnd
run_unlocked (PscCompute      *self,
              PscComputeSpace *space,
              guint32          task,
              int              interrupt_fd,
              PscBeat         *beat,
              double          *value)
{
  gint64 deadline_ns = self->timeout_ns > 0
                       ? psc_clock_now_ns () + self->timeout_ns
                       : G_MAXINT64;

  draw_operands (self, space, task);

  for (guint i = 0; i < self->work; i++)
    {
      gint64 now_ns = psc_clock_now_ns ();

      if (psc_interrupt_wait (interrupt_fd, 0))
        return PSC_COMPUTE_INTERRUPTED;
      if (now_ns >= deadline_ns)
        return PSC_COMPUTE_TIMED_OUT;

      psc_beat_keep (beat, now_ns);
      *value = contract (space);
    }

  return PSC_COMPUTE_DONE;
}

/**
 * psc_compute_run:
 * @space: the calling lane's room
 * @task: the task's number, from 1
 * @interrupt_fd: looked at between two contractions
 * @beat: (nullable): kept there, too
 * @value: (out): the sum of the contraction, %NAN when there is none
 *
 * Draws two operands, contracts them as often as the work factor says and
 * sums the result.
 */
PscComputeEnd
psc_compute_run (PscCompute      *self,
                 PscComputeSpace *space,
                 guint32          task,
                 int              interrupt_fd,
                 PscBeat         *beat,
                 double          *value)
{
  PscComputeEnd end;

  *value = NAN;

  /* A task that does nothing shows what handing it out costs. */
  if (self->work == 0)
    return PSC_COMPUTE_DONE;

  if (self->global_lock)
    g_mutex_lock (&interpreter_lock);
  end = run_unlocked (self, space, task, interrupt_fd, beat, value);
  if (self->global_lock)
    g_mutex_unlock (&interpreter_lock);

  if (end != PSC_COMPUTE_DONE)
    *value = NAN;

  return end;
}
