/* psc-histogram.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-histogram"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-histogram.h"

#define MIN_RATIO_FOR_LOG 30.
#define MIN_BINS          5
#define MAX_BINS          60

typedef struct
{
  gint64 length_ns;
  guint  task;
} Length;

struct _PscHistogram
{
  /* Owned */
  PscBin  *bins;

  int      step;
  guint    n_bins;
  guint    n_lengths;
  gint64   median_ns;
  gint64   mean_ns;
  gboolean logarithmic;
};

/* How long a task, or one of its steps, took; PSC_NEVER if it did not run. */
static gint64
read_length (PscRun *run,
             guint   task,
             int     step)
{
  const PscTaskRecord *record = psc_run_get_task (run, task);
  const PscStepRecord *part;

  if (record == NULL || record->start_ns == PSC_NEVER ||
      record->end_ns == PSC_NEVER)
    return PSC_NEVER;
  if (step == PSC_WHOLE_TASK)
    return record->end_ns - record->start_ns;

  part = psc_run_get_step (run, task, (guint) step);

  return part->start_ns != PSC_NEVER && part->end_ns != PSC_NEVER
         ? part->end_ns - part->start_ns : PSC_NEVER;
}

static GArray *
read_lengths (PscRun *run,
              int     step)
{
  guint n_tasks = psc_run_get_n_tasks (run);
  GArray *lengths = g_array_sized_new (FALSE, FALSE, sizeof (Length), n_tasks);

  for (guint i = 0; i < n_tasks; i++)
    {
      Length length = { read_length (run, i, step), i };

      if (length.length_ns != PSC_NEVER)
        g_array_append_val (lengths, length);
    }

  return lengths;
}

/* The length that @n others are not above.  Moves shorter ones before it and
 * longer ones behind it, which takes a fraction of the time of sorting. */
static gint64
find_nth (GArray *lengths,
          guint   n)
{
  Length *all = (Length *) (void *) lengths->data;
  gint64 left = 0, right = (gint64) lengths->len - 1;

  while (left < right)
    {
      gint64 pivot_ns = all[n].length_ns;
      gint64 i = left, j = right;

      while (i <= j)
        {
          while (all[i].length_ns < pivot_ns)
            i++;
          while (all[j].length_ns > pivot_ns)
            j--;
          if (i <= j)
            {
              Length length = all[i];

              all[i++] = all[j];
              all[j--] = length;
            }
        }

      if (j < n)
        left = i;
      if (i > n)
        right = j;
    }

  return all[n].length_ns;
}

/* Where a length lies on an axis without a scale. */
static double
transform (const PscHistogram *self,
           gint64              length_ns)
{
  return self->logarithmic ? log ((double) MAX (length_ns, 1))
                           : (double) length_ns;
}

static guint
choose_n_bins (const PscHistogram *self,
               GArray             *lengths,
               gint64              first_ns,
               gint64              end_ns)
{
  double n = lengths->len;
  double span = transform (self, end_ns) - transform (self, first_ns);
  double middle =
    transform (self, find_nth (lengths, lengths->len * 3 / 4)) -
    transform (self, find_nth (lengths, lengths->len / 4));
  double n_bins = middle > 0. ? ceil (span / (2. * middle / cbrt (n)))
                              : ceil (log2 (n)) + 1.;

  /* No bin is narrower than a nanosecond. */
  return (guint) MIN (CLAMP (n_bins, MIN_BINS, MAX_BINS),
                      (double) (end_ns - first_ns));
}

static void
place_bins (PscHistogram *self,
            gint64        first_ns,
            gint64        end_ns)
{
  double begin = transform (self, first_ns);
  double span = transform (self, end_ns) - begin;
  gint64 edge_ns = first_ns;

  for (guint i = 0; i < self->n_bins; i++)
    {
      guint n_left = self->n_bins - 1 - i;
      double place = begin + span * (i + 1) / self->n_bins;
      gint64 next_ns = (gint64) (self->logarithmic ? exp (place) : place);

      /* However it rounds, each bin has a length that falls into it. */
      next_ns = n_left > 0 ? CLAMP (next_ns, edge_ns + 1, end_ns - n_left)
                           : end_ns;
      self->bins[i].begin_ns = edge_ns;
      self->bins[i].end_ns = next_ns;
      edge_ns = next_ns;
    }
}

static guint
find_bin (const PscHistogram *self,
          gint64              length_ns)
{
  guint first = 0, behind = self->n_bins;

  while (behind - first > 1)
    {
      guint middle = first + (behind - first) / 2;

      if (length_ns < self->bins[middle].begin_ns)
        behind = middle;
      else
        first = middle;
    }

  return first;
}

static void
fill_bins (PscHistogram *self,
           GArray       *lengths)
{
  gint64 longest_ns[MAX_BINS];

  for (guint i = 0; i < lengths->len; i++)
    {
      const Length *length = &g_array_index (lengths, Length, i);
      guint index = find_bin (self, length->length_ns);
      PscBin *bin = &self->bins[index];

      if (bin->count == 0 || length->length_ns > longest_ns[index])
        {
          longest_ns[index] = length->length_ns;
          bin->longest = length->task;
        }
      bin->count++;
    }
}

static void
read_averages (PscHistogram *self,
               GArray       *lengths)
{
  guint half = lengths->len / 2;
  double sum_ns = 0.;

  for (guint i = 0; i < lengths->len; i++)
    sum_ns += (double) g_array_index (lengths, Length, i).length_ns;

  self->mean_ns = (gint64) (sum_ns / lengths->len);
  self->median_ns = find_nth (lengths, half);
  if (lengths->len % 2 == 0)
    self->median_ns = (self->median_ns + find_nth (lengths, half - 1)) / 2;
}

/**
 * psc_histogram_new:
 * @run: a run, which may still go on
 * @step: a step of its pipeline, or %PSC_WHOLE_TASK
 *
 * Counts the lengths of the tasks that have ended up to now.
 */
PscHistogram *
psc_histogram_new (PscRun *run,
                   int     step)
{
  g_autoptr (GArray) lengths = read_lengths (run, step);
  PscHistogram *self = g_new0 (PscHistogram, 1);
  gint64 first_ns, end_ns;

  self->step = step;
  self->n_lengths = lengths->len;
  self->median_ns = PSC_NEVER;
  self->mean_ns = PSC_NEVER;
  if (lengths->len == 0)
    return self;

  first_ns = find_nth (lengths, 0);
  end_ns = find_nth (lengths, lengths->len - 1) + 1;
  self->logarithmic = (double) end_ns >= MIN_RATIO_FOR_LOG *
                                         (double) MAX (first_ns, 1);
  self->n_bins = choose_n_bins (self, lengths, first_ns, end_ns);
  self->bins = g_new0 (PscBin, self->n_bins);
  place_bins (self, first_ns, end_ns);
  fill_bins (self, lengths);
  read_averages (self, lengths);

  return self;
}

/**
 * psc_histogram_free:
 *
 * Frees the histogram.
 */
void
psc_histogram_free (PscHistogram *self)
{
  g_free (self->bins);
  g_free (self);
}

/**
 * psc_histogram_get_n_lengths:
 *
 * How many tasks are counted.
 */
guint
psc_histogram_get_n_lengths (const PscHistogram *self)
{
  return self->n_lengths;
}

/**
 * psc_histogram_get_n_bins:
 *
 * How many bins there are: none without a length.
 */
guint
psc_histogram_get_n_bins (const PscHistogram *self)
{
  return self->n_bins;
}

/**
 * psc_histogram_get_bin:
 * @bin: from 0
 *
 * Returns: (transfer none): a bin
 */
const PscBin *
psc_histogram_get_bin (const PscHistogram *self,
                       guint               bin)
{
  g_return_val_if_fail (bin < self->n_bins, NULL);

  return &self->bins[bin];
}

/**
 * psc_histogram_get_fullest:
 *
 * The bin with the most tasks, of several the first; there must be one.
 */
guint
psc_histogram_get_fullest (const PscHistogram *self)
{
  guint fullest = 0;

  g_return_val_if_fail (self->n_bins > 0, 0);

  for (guint i = 1; i < self->n_bins; i++)
    if (self->bins[i].count > self->bins[fullest].count)
      fullest = i;

  return fullest;
}

/**
 * psc_histogram_find_task:
 * @run: the run that was counted
 * @task: the index of one of its tasks
 *
 * Returns: the bin that the task is in, -1 if it is in none
 */
int
psc_histogram_find_task (const PscHistogram *self,
                         PscRun             *run,
                         guint               task)
{
  gint64 length_ns = read_length (run, task, self->step);

  if (self->n_bins == 0 || length_ns < self->bins[0].begin_ns ||
      length_ns >= self->bins[self->n_bins - 1].end_ns)
    return -1;

  return (int) find_bin (self, length_ns);
}

/**
 * psc_histogram_is_logarithmic:
 *
 * Whether equal ratios are equally wide, and not equal differences.
 */
gboolean
psc_histogram_is_logarithmic (const PscHistogram *self)
{
  return self->logarithmic;
}

/**
 * psc_histogram_get_position:
 * @length_ns: a length
 *
 * Where on the axis it is: 0 at the first bin's beginning, 1 at the last
 * one's end.
 */
double
psc_histogram_get_position (const PscHistogram *self,
                            gint64              length_ns)
{
  double begin, end;

  g_return_val_if_fail (self->n_bins > 0, 0.);

  begin = transform (self, self->bins[0].begin_ns);
  end = transform (self, self->bins[self->n_bins - 1].end_ns);

  return (transform (self, length_ns) - begin) / (end - begin);
}

/**
 * psc_histogram_get_median_ns:
 *
 * Half of the tasks took no longer; %PSC_NEVER without a length.
 */
gint64
psc_histogram_get_median_ns (const PscHistogram *self)
{
  return self->median_ns;
}

/**
 * psc_histogram_get_mean_ns:
 *
 * The sum of the lengths by their number; %PSC_NEVER without a length.
 */
gint64
psc_histogram_get_mean_ns (const PscHistogram *self)
{
  return self->mean_ns;
}

/**
 * psc_histogram_dup_summary:
 *
 * Returns: (transfer full): what is to be seen, in words
 */
char *
psc_histogram_dup_summary (const PscHistogram *self)
{
  g_autofree char *count = psc_format_count (self->n_lengths);
  g_autofree char *median = psc_format_duration (self->median_ns);
  g_autofree char *mean = psc_format_duration (self->mean_ns);
  g_autofree char *shortest = NULL;
  g_autofree char *longest = NULL;
  g_autofree char *files =
    g_strdup_printf (ngettext ("%s file", "%s files", self->n_lengths),
                     count);

  if (self->n_bins == 0)
    return g_strdup (_("No file has ended yet"));

  shortest = psc_format_duration (self->bins[0].begin_ns);
  longest =
    psc_format_duration (self->bins[self->n_bins - 1].end_ns - 1);

  /* Translators: how many files; then four lengths of time. */
  return g_strdup_printf (_("%s from %s to %s · median %s · mean %s"), files,
                          shortest, longest, median, mean);
}
