/* test-toast.c: something said in passing
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-toast.h"

static void
find_label_cb (GtkWidget *widget,
               gpointer   user_data)
{
  const char **found = user_data;

  if (GTK_IS_LABEL (widget) && *found == NULL)
    *found = gtk_label_get_text (GTK_LABEL (widget));
}

/* What is read is what was said, whatever it would mean as markup. */
static void
test_text (void)
{
  static const char text[] = "Removed “R&D <b>”";
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  GtkWidget *window = psc_test_present (GTK_WIDGET (overlay), 400, 200);
  const char *found = NULL;

  adw_toast_overlay_add_toast (overlay, psc_toast_new (text));
  psc_test_walk (GTK_WIDGET (overlay), find_label_cb, &found);
  g_assert_cmpstr (found, ==, text);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/toast/text", test_text);

  return g_test_run ();
}
