/* test-run-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-run-list.h"
#include "psc-test-run.h"

/* A copy of the list, kept by what its signal says. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *copy)
{
  g_assert_cmpuint (position + removed, <=, copy->len);
  if (removed > 0)
    g_ptr_array_remove_range (copy, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (copy, (int) i, g_list_model_get_item (model, i));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, copy->len);
  for (guint i = 0; i < copy->len; i++)
    {
      g_autoptr (PscRun) run = g_list_model_get_item (model, i);

      g_assert_true (run == g_ptr_array_index (copy, i));
    }
  g_assert_null (g_list_model_get_item (model, copy->len));
}

static void
test_model (void)
{
  PscRunList *list = psc_run_list_new ();
  g_autoptr (GPtrArray) copy =
    g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PscRun) a = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autoptr (PscRun) b = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  guint position;

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) ==
                 PSC_TYPE_RUN);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb),
                    copy);

  psc_run_list_add (list, a, NULL);
  psc_run_list_add (list, b, NULL);
  g_assert_true (psc_run_list_find (list, a, &position));
  g_assert_cmpuint (position, ==, 1);

  psc_run_list_remove (list, 1);
  g_assert_false (psc_run_list_find (list, a, &position));
  g_assert_cmpuint (copy->len, ==, 1);
  psc_run_list_insert (list, 1, a);
  g_assert_true (psc_run_list_find (list, a, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_false (psc_run_list_find (list, NULL, &position));

  g_assert_finalize_object (list);
}

/* The oldest go, but not the one that is still needed. */
static void
test_limit (void)
{
  g_autoptr (PscRunList) list = psc_run_list_new ();
  g_autoptr (PscRun) first = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autoptr (PscRun) second = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  guint position;

  psc_run_list_add (list, first, NULL);
  psc_run_list_add (list, second, NULL);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);

      psc_run_list_add (list, run, first);
      g_assert_true (psc_run_list_find (list, run, &position));
      g_assert_cmpuint (position, ==, 0);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 20);
  g_assert_true (psc_run_list_find (list, first, &position));
  g_assert_cmpuint (position, ==, 19);
  g_assert_false (psc_run_list_find (list, second, &position));
}

/* Big runs make room sooner. */
static void
test_memory (void)
{
  g_autoptr (PscRunList) list = psc_run_list_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 900000);

      psc_run_list_add (list, run, NULL);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-list/model", test_model);
  g_test_add_func ("/run-list/limit", test_limit);
  g_test_add_func ("/run-list/memory", test_memory);

  return g_test_run ();
}
