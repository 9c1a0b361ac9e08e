/* test-task-order.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-task-order.h"
#include "psc-test-run.h"

#define N_TASKS 1000

static guint32 *
find_order (PscRun              *run,
            const PscTaskFilter *filter,
            guint                key,
            gboolean             descending,
            guint                portion,
            guint               *n_tasks)
{
  g_autoptr (PscTaskOrder) order = psc_task_order_new (run, filter, key,
                                                       descending);
  guint n_portions = 0;

  while (!psc_task_order_work (order, portion))
    g_assert_cmpuint (n_portions++, <, 100 * N_TASKS);

  return psc_task_order_dup_tasks (order, n_tasks);
}

/* What the order is about, read once more; tasks without it come last. */
static gint64
read_key (PscRun *run,
          guint   task,
          guint   key)
{
  const PscTaskRecord *record = psc_run_get_task (run, task);
  const PscStepRecord *step;

  switch (key)
    {
    case PSC_TASK_KEY_LISTING:
      return task;

    case PSC_TASK_KEY_WORKER:
      return record->worker;

    case PSC_TASK_KEY_CHUNK:
      return record->chunk;

    case PSC_TASK_KEY_START:
      return record->start_ns;

    case PSC_TASK_KEY_TIME:
      return record->end_ns - record->start_ns;

    case PSC_TASK_KEY_OUTCOME:
      return record->outcome;

    default:
      step = psc_run_get_step (run, task, key - PSC_TASK_KEY_STEP);
      return step->start_ns != PSC_NEVER && step->end_ns != PSC_NEVER
             ? step->end_ns - step->start_ns : G_MAXINT64;
    }
}

static void
check_order (PscRun   *run,
             guint     key,
             gboolean  descending,
             guint     portion)
{
  guint n_tasks;
  g_autofree guint32 *tasks = find_order (run, NULL, key, descending, portion,
                                          &n_tasks);
  g_autofree gboolean *seen = g_new0 (gboolean, N_TASKS);

  g_assert_cmpuint (n_tasks, ==, N_TASKS);
  for (guint i = 0; i < n_tasks; i++)
    {
      gint64 before, after;

      g_assert_false (seen[tasks[i]]);
      seen[tasks[i]] = TRUE;
      if (i == 0)
        continue;

      before = read_key (run, tasks[i - 1], key);
      after = read_key (run, tasks[i], key);
      if (before == after)
        g_assert_cmpuint (tasks[i - 1], <, tasks[i]);
      else if (descending && before != G_MAXINT64 && after != G_MAXINT64)
        g_assert_cmpint (before, >, after);
      else
        g_assert_cmpint (before, <, after);
    }
}

static void
test_sort (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (5, 3, N_TASKS);

  for (guint key = 0; key < PSC_TASK_KEY_STEP + 3; key++)
    for (guint descending = 0; descending < 2; descending++)
      {
        check_order (run, key, descending, 1);
        check_order (run, key, descending, 100);
        check_order (run, key, descending, G_MAXUINT);
      }
}

static void
test_filter (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (5, 3, N_TASKS);
  const PscTaskFilter filter = {
    .worker = 2,
    .outcomes = PSC_OUTCOME_BIT (PSC_OUTCOME_OK) |
                PSC_OUTCOME_BIT (PSC_OUTCOME_LOST),
  };
  guint n_tasks, n_expected = 0;
  g_autofree guint32 *tasks = find_order (run, &filter, PSC_TASK_KEY_LISTING,
                                          FALSE, 7, &n_tasks);

  for (guint task = 0; task < N_TASKS; task++)
    {
      const PscTaskRecord *record = psc_run_get_task (run, task);

      if (record->worker == 2 && (record->outcome == PSC_OUTCOME_OK ||
                                  record->outcome == PSC_OUTCOME_LOST))
        g_assert_cmpuint (tasks[n_expected++], ==, task);
    }
  g_assert_cmpuint (n_tasks, ==, n_expected);
  g_assert_cmpuint (n_tasks, >, 0);
  g_assert_cmpuint (n_tasks, <, N_TASKS);
}

static PscRun *
new_named_run (void)
{
  static const char * const names[] = {
    "Readme", "README.txt", "STRASSE", "Straße", "caf\303\251", "bad\377name",
    NULL
  };
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/x", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();

  return psc_run_new (settings, listing);
}

static guint
count_named (const char *text)
{
  g_autoptr (PscRun) run = new_named_run ();
  const PscTaskFilter filter = { .text = (char *) text };
  guint n_tasks;
  g_autofree guint32 *tasks = find_order (run, &filter, PSC_TASK_KEY_LISTING,
                                          FALSE, 100, &n_tasks);

  return n_tasks;
}

static void
test_text (void)
{
  g_assert_cmpuint (count_named (""), ==, 6);
  g_assert_cmpuint (count_named ("readme"), ==, 2);
  g_assert_cmpuint (count_named ("ME.T"), ==, 1);
  g_assert_cmpuint (count_named ("straSSE"), ==, 2);
  g_assert_cmpuint (count_named ("CAF\303\211"), ==, 1);
  g_assert_cmpuint (count_named ("bad"), ==, 1);
  g_assert_cmpuint (count_named ("/x"), ==, 0);
}

/* Nothing is known of any task yet. */
static void
test_new_run (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 10);
  const PscTaskFilter ended = {
    .outcomes = PSC_OUTCOME_BIT (PSC_OUTCOME_OK)
  };
  const PscTaskFilter waiting = {
    .outcomes = PSC_OUTCOME_BIT (PSC_OUTCOME_NONE)
  };

  for (guint key = 0; key < PSC_TASK_KEY_STEP + 3; key++)
    {
      guint n_tasks;
      g_autofree guint32 *tasks = find_order (run, NULL, key, FALSE, 3,
                                              &n_tasks);
      g_autofree guint32 *none = NULL;
      g_autofree guint32 *all = NULL;

      g_assert_cmpuint (n_tasks, ==, 10);
      for (guint i = 0; i < n_tasks; i++)
        g_assert_cmpuint (tasks[i], ==, i);

      none = find_order (run, &ended, key, TRUE, 3, &n_tasks);
      g_assert_cmpuint (n_tasks, ==, 0);
      all = find_order (run, &waiting, key, FALSE, 3, &n_tasks);
      g_assert_cmpuint (n_tasks, ==, 10);
    }
}

/* An order that is not wanted any more can be given up at any time. */
static void
test_given_up (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (5, 3, N_TASKS);

  for (guint n_portions = 0; n_portions < 20; n_portions++)
    {
      g_autoptr (PscTaskOrder) order =
        psc_task_order_new (run, NULL, PSC_TASK_KEY_TIME, FALSE);

      for (guint i = 0; i < n_portions; i++)
        g_assert_false (psc_task_order_work (order, 10));
    }
}

static void
test_filters (void)
{
  PscTaskFilter first = { 0 };
  PscTaskFilter second = { .text = g_strdup ("a"), .worker = 1,
                           .outcomes = 2 };

  g_assert_true (psc_task_filter_is_empty (&first));
  g_assert_false (psc_task_filter_is_empty (&second));
  g_assert_false (psc_task_filter_equal (&first, &second));

  psc_task_filter_copy (&first, &second);
  g_assert_true (psc_task_filter_equal (&first, &second));
  g_assert_true (first.text != second.text);
  psc_task_filter_copy (&first, NULL);
  g_assert_true (psc_task_filter_is_empty (&first));
  psc_task_filter_clear (&second);
  g_assert_true (psc_task_filter_is_empty (&second));

  first.text = g_strdup ("");
  g_assert_true (psc_task_filter_is_empty (&first));
  psc_task_filter_clear (&first);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/task-order/sort", test_sort);
  g_test_add_func ("/task-order/filter", test_filter);
  g_test_add_func ("/task-order/text", test_text);
  g_test_add_func ("/task-order/new-run", test_new_run);
  g_test_add_func ("/task-order/given-up", test_given_up);
  g_test_add_func ("/task-order/filters", test_filters);

  return g_test_run ();
}
