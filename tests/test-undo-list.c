/* test-undo-list.c: what was removed comes back, the last first, once
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-test-utils.h"
#include "psc-undo-list.h"

typedef struct
{
  GtkWidget   *child;
  GtkWidget   *window;
  PscUndoList *list;
  GString     *restored;
  guint        n_freed;
} Fixture;

typedef struct
{
  const char *name;
  Fixture    *fixture;
} Removed;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->child = gtk_label_new ("below the toasts");
  g_assert_null (psc_undo_list_find (fixture->child));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->child);
  fixture->window = psc_test_present (overlay, 360, 300);
  fixture->list = psc_undo_list_find (fixture->child);
  g_assert_true (psc_undo_list_find (fixture->child) == fixture->list);
  fixture->restored = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->list),
                             (gpointer *) &fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  psc_test_wait_until (fixture->list == NULL);
  g_assert_cmpuint (fixture->n_freed, ==, 2);
  g_string_free (fixture->restored, TRUE);
}

static void
removed_free (Removed *removed)
{
  removed->fixture->n_freed++;
  g_free (removed);
}

static void
restore (gpointer owner,
         gpointer data)
{
  Removed *removed = data;

  g_assert_true (G_IS_OBJECT (owner));
  g_string_append (removed->fixture->restored, removed->name);
}

static void
offer (Fixture    *fixture,
       const char *name,
       gpointer    owner)
{
  Removed *removed = g_new (Removed, 1);

  removed->name = name;
  removed->fixture = fixture;
  psc_undo_list_offer (fixture->list, name, restore, owner, removed,
                       (GDestroyNotify) removed_free);
}

static void
find_undo_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **button = user_data;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Undo") == 0)
    *button = widget;
}

static GtkWidget *
find_undo (Fixture *fixture)
{
  GtkWidget *undo = NULL;

  psc_test_walk (fixture->window, find_undo_cb, &undo);

  return undo;
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  gboolean can_undo;
  guint n_notified = 0;

  psc_test_count (fixture->list, "notify::can-undo", &n_notified);
  psc_undo_list_undo (fixture->list);
  g_assert_cmpuint (n_notified, ==, 0);
  g_assert_false (psc_undo_list_get_can_undo (fixture->list));

  offer (fixture, "a", fixture->child);
  offer (fixture, "b", fixture->child);
  g_object_get (fixture->list, "can-undo", &can_undo, NULL);
  g_assert_true (can_undo);
  g_assert_cmpuint (n_notified, ==, 2);

  psc_undo_list_undo (fixture->list);
  g_assert_cmpstr (fixture->restored->str, ==, "b");
  psc_undo_list_undo (fixture->list);
  g_assert_cmpstr (fixture->restored->str, ==, "ba");
  g_assert_false (psc_undo_list_get_can_undo (fixture->list));
  g_assert_cmpuint (n_notified, ==, 4);

  /* Nothing offers any more what has come back. */
  g_assert_null (find_undo (fixture));
}

/* The toast's button is about its own, and good for once. */
static void
test_clicked (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *undo;

  offer (fixture, "a", fixture->child);
  undo = find_undo (fixture);
  g_assert_nonnull (undo);
  offer (fixture, "b", fixture->child);
  g_signal_emit_by_name (undo, "clicked");
  g_assert_cmpstr (fixture->restored->str, ==, "a");
  psc_undo_list_undo (fixture->list);
  psc_undo_list_undo (fixture->list);
  g_assert_cmpstr (fixture->restored->str, ==, "ab");
}

/* Whoever has gone gets nothing back, and what is still on offer when the window
 * is closed goes with it. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GListStore) owner = g_list_store_new (G_TYPE_OBJECT);

  offer (fixture, "a", fixture->child);
  offer (fixture, "b", owner);
  g_clear_object (&owner);
  psc_undo_list_undo (fixture->list);
  g_assert_cmpstr (fixture->restored->str, ==, "");
  g_assert_cmpuint (fixture->n_freed, ==, 1);
  g_assert_true (psc_undo_list_get_can_undo (fixture->list));
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  ADD ("/undo-list/order", test_order);
  ADD ("/undo-list/clicked", test_clicked);
  ADD ("/undo-list/gone", test_gone);

  return g_test_run ();
}
