/* test-task-model.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-task-model.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

/* Keeps its own count of a list and checks every signal against it. */
typedef struct
{
  guint n_items;
  guint n_signals;
} Validator;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Validator  *validator)
{
  g_assert_cmpuint (position + removed, <=, validator->n_items);
  validator->n_items += added - removed;
  validator->n_signals++;

  /* The list answers the new truth already. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, validator->n_items);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PscTaskItem) item = g_list_model_get_item (model, i);

      g_assert_cmpuint (psc_task_item_get_index (item), ==, i);
    }
  g_assert_null (g_list_model_get_item (model, validator->n_items));
}

static void
test_list (void)
{
  PscTaskModel *model = psc_task_model_new ();
  g_autoptr (PscRun) many = psc_test_run_new_random (1, 4, 100);
  g_autoptr (PscRun) few = psc_test_run_new_random (2, 2, 7);
  Validator validator = { 0 };

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb),
                    &validator);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) ==
                 PSC_TYPE_TASK_ITEM);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);

  psc_task_model_set_run (model, many);
  g_assert_true (psc_task_model_get_run (model) == many);
  g_assert_cmpuint (validator.n_items, ==, 100);
  psc_task_model_set_run (model, many);
  g_assert_cmpuint (validator.n_signals, ==, 1);
  psc_task_model_set_run (model, few);
  g_assert_cmpuint (validator.n_items, ==, 7);
  psc_task_model_set_run (model, NULL);
  g_assert_cmpuint (validator.n_items, ==, 0);
  g_assert_cmpuint (validator.n_signals, ==, 4);

  g_assert_finalize_object (model);
}

/* An item is made once while somebody holds it, and not kept by the list. */
static void
test_items (void)
{
  PscTaskModel *model = psc_task_model_new ();
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 100);
  PscTaskItem *item, *again;

  psc_task_model_set_run (model, run);
  item = g_list_model_get_item (G_LIST_MODEL (model), 42);
  again = g_list_model_get_item (G_LIST_MODEL (model), 42);
  g_assert_true (item == again);
  g_object_unref (again);
  g_assert_finalize_object (item);

  /* An item may outlive the list, and a run that is not listed any more. */
  item = g_list_model_get_item (G_LIST_MODEL (model), 7);
  psc_task_model_set_run (model, NULL);
  g_assert_cmpuint (psc_task_item_get_index (item), ==, 7);
  g_assert_finalize_object (model);
  g_assert_finalize_object (item);
}

static void
test_live (void)
{
  PscTaskModel *model = psc_task_model_new ();
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 3);
  g_autoptr (PscTaskItem) first = NULL;
  g_autoptr (PscTaskItem) last = NULL;
  PscTaskRecord stopped = { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
                            .outcome = PSC_OUTCOME_STOPPED,
                            .cause = PSC_CAUSE_STOP_BEFORE };
  PscStepRecord steps[3] = { { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
                             { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
                             { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER } };
  g_autofree char *value = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *reason = NULL;
  guint worker, n_first = 0, n_last = 0;

  worker = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  psc_task_model_set_run (model, run);
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  last = g_list_model_get_item (G_LIST_MODEL (model), 2);
  psc_test_count (first, "notify::outcome", &n_first);
  psc_test_count (last, "notify::outcome", &n_last);

  g_assert_cmpint (psc_task_item_get_outcome (first), ==, PSC_OUTCOME_NONE);
  g_assert_cmpint (psc_task_item_get_time_ns (first), ==, -1);
  nothing = psc_task_item_dup_step_text (first, 1);
  g_assert_cmpstr (nothing, ==, "");

  psc_test_run_add_task (run, 0, 1, worker, 1, 20, 120);
  psc_run_take_batch (run);
  psc_test_wait_until (n_first > 0);
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_last, ==, 0);
  g_assert_cmpint (psc_task_item_get_outcome (first), ==, PSC_OUTCOME_OK);
  g_assert_cmpint (psc_task_item_get_time_ns (first), ==, 100);
  g_assert_cmpuint (psc_task_item_get_worker (first), ==, worker);
  value = psc_task_item_dup_step_text (first, 1);
  g_assert_cmpstr (value, ==, "115.185165");

  /* These never reached a lane. */
  psc_test_run_add_task_full (run, 1, &stopped, steps, 130);
  psc_test_run_add_task_full (run, 2, &stopped, steps, 130);
  psc_test_run_end (run, PSC_NEVER);
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_last, ==, 1);
  g_assert_cmpint (psc_task_item_get_outcome (last), ==,
                   PSC_OUTCOME_STOPPED);
  g_assert_cmpint (psc_task_item_get_time_ns (last), ==, -1);
  reason = psc_task_item_dup_reason (last);
  g_assert_nonnull (reason);

  g_assert_finalize_object (model);
}

/* What a step wrote becomes one line without the path of the file. */
static void
check_output (const char *text,
              const char *expected)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 1);
  g_autoptr (PscTaskItem) item = psc_task_item_new (run, 0);
  guint worker = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);
  gsize length = strlen (text);
  PscOutput *output = g_malloc0 (sizeof (PscOutput) + length);
  PscTaskRecord task = { .start_ns = 20, .end_ns = 30, .worker = worker,
                         .chunk = 1, .lane = 1, .outcome = PSC_OUTCOME_OK };
  PscStepRecord steps[3] = {
    { .start_ns = 20, .end_ns = 30, .output = output },
    { .start_ns = 30, .end_ns = 30, .value = NAN },
    { .start_ns = 30, .end_ns = 30 },
  };
  g_autofree char *shown = NULL;
  g_autofree char *no_value = NULL;
  g_autofree char *no_output = NULL;

  memcpy (output->data, text, length);
  output->stdout_length = (guint32) length;
  psc_test_run_add_task_full (run, 0, &task, steps, 30);
  psc_test_run_end (run, PSC_NEVER);

  shown = psc_task_item_dup_step_text (item, 0);
  g_assert_cmpstr (shown, ==, expected);
  no_value = psc_task_item_dup_step_text (item, 1);
  g_assert_cmpstr (no_value, ==, "");
  no_output = psc_task_item_dup_step_text (item, 2);
  g_assert_cmpstr (no_output, ==, "");
}

static void
test_output (void)
{
  check_output ("/test/file-000000: C source\nsecond line\n", "C source");
  check_output ("  12  34\t567 /test/file-000000\n", "12 34 567");
  check_output ("/test/file-0000001: another file",
                "/test/file-0000001: another file");
  check_output ("", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/task-model/list", test_list);
  g_test_add_func ("/task-model/items", test_items);
  g_test_add_func ("/task-model/live", test_live);
  g_test_add_func ("/task-model/output", test_output);

  return g_test_run ();
}
