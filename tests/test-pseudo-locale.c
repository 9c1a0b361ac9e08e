/* test-pseudo-locale.c: every text of the window is translated, and has room
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "psc-test-app.h"
#include "psc-test-tour.h"

#define WIDTH 1280

typedef struct
{
  const char *place;
  guint       n_places;
  guint       n_texts;
} Survey;

/* What a program says of itself and of files is the same in each language. */
static gboolean
is_data (const char *text)
{
  static GRegex *data = NULL;

  if (data == NULL)
    data = g_regex_new (
      "poolscope-test-"                         /* the directory */
      "|^[a-e]\\.txt|^/|^\\.[a-z]+$"            /* files and endings */
      "|^(file|compute|wc)\\b"                  /* steps */
      "|^(process|process-executor|thread|dummy)$" /* modes */
      "|^[0-9.,]+\\s*(ns|µs|ms|s)$"             /* times */
      "|^[0-9:]+ · "                            /* when a run was made */
      "|^T\\(1\\) / ",                          /* formulas */
      G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_match (data, text, 0, NULL);
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalpha (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

static void
check_text (Survey     *survey,
            GtkWidget  *widget,
            const char *text)
{
  if (text == NULL || !has_letters (text))
    return;

  survey->n_texts++;
  if (strstr (text, "[!!") == NULL && !is_data (text))
    g_error ("%s: “%s” of a %s in a %s is not translated", survey->place,
             text, G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* GTK has its own words for keys and for what goes with a window. */
static gboolean
is_of_gtk (GtkWidget *widget)
{
  return GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_SHORTCUT_LABEL (widget) ||
         (GTK_IS_CENTER_BOX (widget) &&
          GTK_IS_SHORTCUTS_WINDOW (gtk_widget_get_root (widget)));
}

static void
check_widget (GtkWidget *widget,
              Survey    *survey)
{
  if (!gtk_widget_get_mapped (widget) || is_of_gtk (widget))
    return;

  if (GTK_IS_LABEL (widget))
    check_text (survey, widget, gtk_label_get_text (GTK_LABEL (widget)));
  check_text (survey, widget, gtk_widget_get_tooltip_text (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (child, survey);
}

static void
check_texts (GtkWindow  *window,
             const char *place,
             gpointer    user_data)
{
  Survey *survey = user_data;

  /* The window that tells of the program has libadwaita's words. */
  if (ADW_IS_ABOUT_WINDOW (window))
    return;

  survey->place = place;
  survey->n_places++;
  check_widget (GTK_WIDGET (window), survey);
}

static void
test_texts (void)
{
  Survey survey = { 0 };

  psc_test_tour (WIDTH, check_texts, &survey);
  g_assert_cmpuint (survey.n_places, >, 10);
  g_assert_cmpuint (survey.n_texts, >, 100);
}

int
main (int    argc,
      char **argv)
{
  /* Set by what runs this program, which has made the language. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  psc_test_tour_register ();

  g_test_add_func ("/pseudo-locale/texts", test_texts);
  g_test_add_func ("/pseudo-locale/narrow", psc_test_tour_narrow);

  return g_test_run ();
}
