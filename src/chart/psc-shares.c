/* psc-shares.c: what a lane's time went into
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-shares"

#include "config.h"

#include "psc-account.h"
#include "psc-bars-private.h"

/**
 * _psc_bars_read_step_span:
 *
 * When a task that ran at @span was in a step; FALSE when it did not reach it.
 */
gboolean
_psc_bars_read_step_span (const PscStepRecord *record,
                          const PscSpan       *span,
                          PscSpan             *result)
{
  if (record->start_ns == PSC_NEVER)
    return FALSE;

  /* Nobody saw the end of a step in which the worker died. */
  result->start_ns = CLAMP (record->start_ns, span->start_ns, span->end_ns);
  result->end_ns = record->end_ns == PSC_NEVER
                   ? span->end_ns
                   : CLAMP (record->end_ns, result->start_ns, span->end_ns);

  return TRUE;
}

static void
append_sums (PscBars       *self,
             PscBarsLane   *lane,
             guint          task,
             const PscSpan *span)
{
  const PscStepRecord *steps = psc_run_get_step (self->run, task, 0);
  guint stride = self->n_steps + 1;
  guint length = lane->sums->len;
  gint64 inside_ns = span->end_ns - span->start_ns;
  gint64 *sums;

  g_array_set_size (lane->sums, length + stride);
  sums = &g_array_index (lane->sums, gint64, length);
  for (guint i = 0; i < stride; i++)
    sums[i] = length > 0 ? *(sums + i - stride) : 0;

  for (guint i = 0; i < self->n_steps; i++)
    {
      PscSpan step;

      if (!_psc_bars_read_step_span (&steps[i], span, &step))
        continue;

      sums[i] += step.end_ns - step.start_ns;
      inside_ns -= step.end_ns - step.start_ns;
    }

  sums[self->n_steps] += inside_ns;
}

/* How much of the gap in front of a task, up to @until_ns, was spent between
 * two workers. */
static gint64
read_restart (PscBars *self,
              guint    lane,
              guint    position,
              gint64   until_ns)
{
  PscPart parts[PSC_MAX_GAP_PARTS];
  guint n_parts;
  gint64 sum_ns = 0;

  n_parts = psc_account_read_gap (self->run, lane, position, until_ns, parts);
  for (guint i = 0; i < n_parts; i++)
    if (parts[i].kind == PSC_PART_RESTART)
      sum_ns += parts[i].end_ns - parts[i].begin_ns;

  return sum_ns;
}

static void
append_restart (PscBars *self,
                guint    lane_index,
                guint    position,
                guint32  worker)
{
  PscBarsLane *lane = &self->lanes[lane_index];
  gint64 sum_ns;

  if (position == 0 ||
      (lane->restarts->len == 0 && worker == lane->last_worker))
    return;

  if (lane->restarts->len == 0)
    g_array_set_size (lane->restarts, position);

  sum_ns = g_array_index (lane->restarts, gint64, position - 1);
  if (worker != lane->last_worker)
    sum_ns += read_restart (self, lane_index, position, G_MAXINT64);
  g_array_append_val (lane->restarts, sum_ns);
}

/**
 * _psc_bars_append_shares:
 *
 * Takes in the lane's last task, whose span the bars know, by the number of
 * its worker.
 */
void
_psc_bars_append_shares (PscBars *self,
                         guint    lane_index,
                         guint    task,
                         guint32  worker)
{
  PscBarsLane *lane = &self->lanes[lane_index];
  guint position = lane->spans->len - 1;

  append_sums (self, lane, task, _psc_bars_get_span (lane, position));
  append_restart (self, lane_index, position, worker);
}

/* The time that the lane was between two workers up to a moment; task
 * @position is the first that ends after it. */
static gint64
sum_restarts (PscBars *self,
              guint    lane_index,
              guint    position,
              gint64   time_ns)
{
  const PscBarsLane *lane = &self->lanes[lane_index];
  const gint64 *sums = (const gint64 *) lane->restarts->data;

  if (position == 0)
    return 0;
  if (position == lane->restarts->len)
    return sums[position - 1];
  if (sums[position] == sums[position - 1] ||
      time_ns >= _psc_bars_get_span (lane, position)->start_ns)
    return sums[position];

  return sums[position - 1] +
         read_restart (self, lane_index, position, time_ns);
}

/**
 * psc_bars_prefetch_shares:
 *
 * Tells the processor that psc_bars_read_shares() will soon be called for this
 * position.  Among a million tasks it would wait for the memory each time.
 */
void
psc_bars_prefetch_shares (PscBars *self,
                          guint    lane,
                          guint    position)
{
  const gint64 *sums = (const gint64 *) self->lanes[lane].sums->data;
  guint stride = self->n_steps + 1;

  /* A reading compares the sums of two neighbors. */
  __builtin_prefetch (sums + (MAX (position, 1) - 1) * stride);
  __builtin_prefetch (sums + position * stride + stride - 1);
  if (position < self->lanes[lane].restarts->len)
    __builtin_prefetch (&g_array_index (self->lanes[lane].restarts, gint64,
                                        position));
}

/**
 * psc_bars_read_shares:
 * @position: the lane's first task that ends after @time_ns
 * @shares: (out caller-allocates): what the lane's time from t0 until
 *   @time_ns went into
 *
 * What a stretch of time went into is the difference of two readings.  The
 * cost does not depend on the number of tasks.  A reading is exact but for a
 * task that is cut in two: its steps are taken to follow one another at once,
 * with the time between them at the end.
 */
void
psc_bars_read_shares (PscBars   *self,
                      guint      lane,
                      guint      position,
                      gint64     time_ns,
                      PscShares *shares)
{
  static const gint64 zeros[PSC_MAX_STEPS + 1];
  guint stride = self->n_steps + 1;
  const gint64 *sums = (const gint64 *) self->lanes[lane].sums->data;
  const gint64 *before = zeros, *after;
  gint64 begun_ns = 0;

  if (position > 0)
    before = sums + (position - 1) * stride;
  after = before;
  if (position < self->lanes[lane].spans->len)
    {
      after = sums + position * stride;
      begun_ns = MAX (time_ns - _psc_bars_get_span (&self->lanes[lane],
                                          position)->start_ns, 0);
    }

  for (guint i = 0; i < stride; i++)
    {
      gint64 part_ns = MIN (after[i] - before[i], begun_ns);

      begun_ns -= part_ns;
      if (i < self->n_steps)
        shares->steps_ns[i] = before[i] + part_ns;
      else
        shares->inside_ns = before[i] + part_ns;
    }

  shares->restart_ns = self->lanes[lane].restarts->len > 0
                       ? sum_restarts (self, lane, position, time_ns) : 0;
}
