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

/* Does with a list of its own what the signals say, and checks that this makes
 * the same list. */
typedef struct
{
  GPtrArray *items;
  guint      n_signals;
} Validator;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Validator  *validator)
{
  g_assert_cmpuint (position + removed, <=, validator->items->len);
  g_assert_cmpuint (removed + added, >, 0);
  if (removed > 0)
    g_ptr_array_remove_range (validator->items, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (validator->items, (int) i,
                        g_list_model_get_item (model, i));
  validator->n_signals++;

  g_assert_cmpuint (g_list_model_get_n_items (model), ==,
                    validator->items->len);
  for (guint i = 0; i < validator->items->len; i++)
    {
      g_autoptr (PscTaskItem) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (validator->items, i));
    }
  g_assert_null (g_list_model_get_item (model, validator->items->len));
}

static PscTaskModel *
new_model (Validator *validator)
{
  PscTaskModel *model = psc_task_model_new ();

  *validator = (Validator) {
    .items = g_ptr_array_new_with_free_func (g_object_unref)
  };
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb),
                    validator);

  return model;
}

static void
wait_for (PscTaskModel *model)
{
  psc_test_wait_until (!psc_task_model_is_pending (model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==,
                    psc_task_model_get_n_tasks (model));
  for (guint i = 0; i < psc_task_model_get_n_tasks (model); i++)
    {
      g_autoptr (PscTaskItem) item =
        g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_cmpuint (psc_task_item_get_index (item), ==,
                        psc_task_model_get_tasks (model)[i]);
    }
}

static void
test_list (void)
{
  Validator validator;
  PscTaskModel *model = new_model (&validator);
  g_autoptr (PscRun) many = psc_test_run_new_random (1, 4, 1000);
  g_autoptr (PscRun) few = psc_test_run_new_random (2, 2, 7);
  guint n_signals, n_ordered = 0;

  psc_test_count (model, "ordered", &n_ordered);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) ==
                 PSC_TYPE_TASK_ITEM);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);

  psc_task_model_set_run (model, many);
  g_assert_true (psc_task_model_get_run (model) == many);
  wait_for (model);
  g_assert_cmpuint (validator.items->len, ==, 1000);
  g_assert_cmpuint (n_ordered, ==, 1);

  n_signals = validator.n_signals;
  psc_task_model_set_run (model, many);
  g_assert_cmpuint (validator.n_signals, ==, n_signals);
  psc_task_model_set_run (model, few);
  wait_for (model);
  g_assert_cmpuint (validator.items->len, ==, 7);
  psc_task_model_set_run (model, NULL);
  g_assert_cmpuint (validator.items->len, ==, 0);

  g_assert_finalize_object (model);
  g_ptr_array_unref (validator.items);
}

/* Whatever is asked for one after the other, listed or not yet. */
static void
test_order (void)
{
  Validator validator;
  PscTaskModel *model = new_model (&validator);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 3000);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  psc_task_model_set_run (model, run);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "%d", g_rand_int_range (rand, 0, 40));
      const PscTaskFilter filter = {
        .text = g_rand_boolean (rand) ? text : NULL,
        .worker = (guint) g_rand_int_range (rand, 0, 3),
        .outcomes = g_rand_boolean (rand) ? PSC_OUTCOME_BIT (PSC_OUTCOME_OK)
                                          : 0,
      };
      guint key = (guint) g_rand_int_range (rand, 0, PSC_TASK_KEY_STEP + 3);

      psc_task_model_set_filter (model, &filter);
      g_assert_true (psc_task_filter_equal (psc_task_model_get_filter (model),
                                            &filter));
      psc_task_model_set_sort (model, key, g_rand_boolean (rand));
      if (i % 3 != 0)
        wait_for (model);
    }

  psc_task_model_set_filter (model, &(PscTaskFilter) { 0 });
  psc_task_model_set_sort (model, PSC_TASK_KEY_LISTING, FALSE);
  wait_for (model);
  g_assert_cmpuint (validator.items->len, ==, 3000);
  for (guint i = 0; i < 3000; i++)
    g_assert_cmpuint (psc_task_item_get_index (
                        g_ptr_array_index (validator.items, i)), ==, i);

  g_assert_finalize_object (model);
  g_ptr_array_unref (validator.items);
}

/* A task stays selected wherever it is listed, and where it is not. */
static void
test_selected (void)
{
  PscTaskModel *model = psc_task_model_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (model);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 20);
  const PscTaskFilter none = { .worker = G_MAXUINT };
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GtkBitset) elsewhere = NULL;
  guint n_changed = 0;

  psc_test_count (model, "selection-changed", &n_changed);
  psc_task_model_set_run (model, run);
  gtk_selection_model_select_item (selection, 4, TRUE);
  g_assert_cmpuint (psc_task_model_get_selected (model), ==, 4);
  g_assert_cmpuint (n_changed, ==, 1);

  psc_task_model_set_sort (model, PSC_TASK_KEY_LISTING, TRUE);
  g_assert_cmpuint (psc_task_model_find (model, 4), ==, 15);
  g_assert_true (gtk_selection_model_is_selected (selection, 15));
  g_assert_false (gtk_selection_model_is_selected (selection, 4));
  selected = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  g_assert_true (gtk_bitset_contains (selected, 15));
  elsewhere = gtk_selection_model_get_selection_in_range (selection, 0, 15);
  g_assert_true (gtk_bitset_is_empty (elsewhere));

  psc_task_model_set_filter (model, &none);
  wait_for (model);
  g_assert_cmpuint (psc_task_model_get_n_tasks (model), ==, 0);
  g_assert_cmpuint (psc_task_model_get_selected (model), ==, 4);
  n_changed = 0;
  psc_task_model_set_selected (model, 5);
  g_assert_cmpuint (n_changed, ==, 0);

  psc_task_model_set_filter (model, &(PscTaskFilter) { 0 });
  g_assert_true (gtk_selection_model_is_selected (selection, 14));
  n_changed = 0;
  gtk_selection_model_unselect_item (selection, 13);
  g_assert_cmpuint (psc_task_model_get_selected (model), ==, 5);
  gtk_selection_model_unselect_item (selection, 14);
  g_assert_cmpuint (psc_task_model_get_selected (model), ==, PSC_NO_TASK);
  g_assert_cmpuint (n_changed, ==, 1);

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
  wait_for (model);
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
  psc_test_count (first, "changed", &n_first);
  psc_test_count (last, "changed", &n_last);

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

/* What is sorted and filtered by outcome follows the run to its end. */
static void
test_live_order (void)
{
  Validator validator;
  PscTaskModel *model = new_model (&validator);
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 3);
  const PscTaskFilter ok = {
    .outcomes = PSC_OUTCOME_BIT (PSC_OUTCOME_OK)
  };
  guint worker = psc_test_run_add_worker (run, 1, 0, 10, PSC_NEVER);

  psc_task_model_set_run (model, run);
  psc_task_model_set_filter (model, &ok);
  psc_task_model_set_sort (model, PSC_TASK_KEY_TIME, TRUE);
  wait_for (model);
  g_assert_cmpuint (validator.items->len, ==, 0);

  psc_test_run_add_task (run, 0, 1, worker, 1, 20, 120);
  psc_run_take_batch (run);
  psc_test_wait_until (validator.items->len == 1);
  g_assert_cmpuint (psc_task_model_find (model, 0), ==, 0);

  psc_test_run_add_task (run, 1, 1, worker, 1, 120, 420);
  psc_test_run_add_task (run, 2, 1, worker, 1, 420, 620);
  psc_test_run_end (run, 420);
  wait_for (model);
  g_assert_cmpuint (validator.items->len, ==, 3);
  g_assert_cmpuint (psc_task_model_find (model, 1), ==, 0);
  g_assert_cmpuint (psc_task_model_find (model, 2), ==, 1);
  g_assert_cmpuint (psc_task_model_find (model, 0), ==, 2);

  g_assert_finalize_object (model);
  g_ptr_array_unref (validator.items);
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
  g_test_add_func ("/task-model/order", test_order);
  g_test_add_func ("/task-model/selected", test_selected);
  g_test_add_func ("/task-model/items", test_items);
  g_test_add_func ("/task-model/live", test_live);
  g_test_add_func ("/task-model/live-order", test_live_order);
  g_test_add_func ("/task-model/output", test_output);

  return g_test_run ();
}
