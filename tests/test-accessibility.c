/* test-accessibility.c: everything can be reached by keyboard, and has a name
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-figure-board.h"
#include "psc-test-app.h"
#include "psc-test-tour.h"

#define WIDTH     1280
#define MAX_STEPS 1000

typedef struct
{
  const char *place;
  GHashTable *found; /* what has been met there so far */
  guint       n_places;
  guint       n_widgets;
} Survey;

typedef void (*Check) (GtkWidget *widget,
                       Survey    *survey);

/* What is seen, but for the window manager's buttons, which need no focus. */
static void
walk_mapped (GtkWidget *widget,
             Check      check,
             Survey    *survey)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;

  check (widget, survey);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk_mapped (child, check, survey);
}

/* Widgets that GTK builds from others: the whole has the name, whichever part
 * has the focus. */
static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_DROP_DOWN (widget) || GTK_IS_COLUMN_VIEW (widget) ||
         ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget);
}

static GtkWidget *
get_whole (GtkWidget *widget)
{
  for (GtkWidget *above = widget;
       above != NULL;
       above = gtk_widget_get_parent (above))
    {
      if (is_whole (above))
        return above;
    }

  return widget;
}

/* Lists and scrolled windows hand the focus on to what is in them, and so does
 * a row that unfolds. */
static gboolean
takes_focus (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) &&
         gtk_widget_is_sensitive (widget) &&
         !GTK_IS_LIST_BOX (widget) && !GTK_IS_SCROLLED_WINDOW (widget) &&
         !ADW_IS_EXPANDER_ROW (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  /* A text that can be selected is its own name. */
  return GTK_IS_LABEL (widget) ||
         gtk_test_accessible_has_property (accessible,
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (
           accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
has_role (GtkWidget *widget)
{
  GtkAccessibleRole role =
    gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role != GTK_ACCESSIBLE_ROLE_WIDGET &&
         role != GTK_ACCESSIBLE_ROLE_NONE &&
         role != GTK_ACCESSIBLE_ROLE_GENERIC;
}

G_NORETURN static void
fail (Survey     *survey,
      GtkWidget  *widget,
      const char *what)
{
  for (GtkWidget *above = widget;
       above != NULL;
       above = gtk_widget_get_parent (above))
    g_test_message ("%s, “%s”", G_OBJECT_TYPE_NAME (above),
                    gtk_widget_get_name (above));

  g_error ("%s: a %s %s", survey->place, G_OBJECT_TYPE_NAME (widget), what);
}

static void
check_name (GtkWidget *widget,
            Survey    *survey)
{
  GtkWidget *whole = get_whole (widget);

  if (!takes_focus (widget))
    return;

  survey->n_widgets++;
  if (!has_role (whole))
    fail (survey, widget, "has no role");
  if (!has_name (whole))
    fail (survey, widget, "has no name");
}

/* Two buttons with the same text do the same, here and in the header bar. */
static void
check_mnemonic (GtkWidget *widget,
                Survey    *survey)
{
  const char *text, *other;
  gpointer key;

  if (!GTK_IS_LABEL (widget) ||
      gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) == GDK_KEY_VoidSymbol)
    return;

  key = GUINT_TO_POINTER (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
  text = gtk_label_get_label (GTK_LABEL (widget));
  other = g_hash_table_lookup (survey->found, key);
  if (other != NULL && g_strcmp0 (text, other) != 0)
    g_error ("%s: “%s” and “%s” have the same mnemonic", survey->place, text,
             other);
  g_hash_table_insert (survey->found, key, (gpointer) text);
}

/* Tab stops at the one of several choices that is made, at one of the figures,
 * and at one row of a list; arrows go on from there. */
static gboolean
is_reached_by_arrows (GtkWidget *widget)
{
  return (GTK_IS_CHECK_BUTTON (widget) &&
          gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL) ||
         gtk_widget_get_ancestor (widget, PSC_TYPE_FIGURE_BOARD) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL;
}

static void
check_reached (GtkWidget *widget,
               Survey    *survey)
{
  if (takes_focus (widget) && !is_reached_by_arrows (widget) &&
      !g_hash_table_contains (survey->found, get_whole (widget)))
    fail (survey, widget, "cannot be reached with Tab");
}

/* Presses Tab until it comes round, wherever that is. */
static void
walk_by_tab (GtkWindow *window,
             Survey    *survey)
{
  GtkWidget *first = NULL;
  GtkWidget *focus;

  gtk_window_set_focus (window, NULL);
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      if (focus == NULL || focus == first)
        return;

      if (first == NULL)
        first = focus;
      g_hash_table_add (survey->found, get_whole (focus));
    }

  fail (survey, focus, "does not let go of the focus");
}

static void
survey_place (GtkWindow  *window,
              const char *place,
              gpointer    user_data)
{
  Survey *survey = user_data;
  GtkWidget *widget = GTK_WIDGET (window);

  /* What libadwaita puts there is not ours to name. */
  if (ADW_IS_ABOUT_WINDOW (window))
    return;

  survey->place = place;
  survey->n_places++;
  walk_mapped (widget, check_name, survey);

  survey->found = g_hash_table_new (NULL, NULL);
  walk_mapped (widget, check_mnemonic, survey);
  g_hash_table_remove_all (survey->found);
  walk_by_tab (window, survey);
  walk_mapped (widget, check_reached, survey);
  g_hash_table_unref (survey->found);
}

static void
test_tour (void)
{
  Survey survey = { 0 };

  psc_test_tour (WIDTH, survey_place, &survey);
  g_assert_cmpuint (survey.n_places, >, 10);
  g_assert_cmpuint (survey.n_widgets, >, 100);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  psc_test_tour_register ();

  g_test_add_func ("/accessibility/tour", test_tour);

  return g_test_run ();
}
