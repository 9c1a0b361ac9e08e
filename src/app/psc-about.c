/* psc-about.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-about"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>

#include "psc-about.h"
#include "psc-machine.h"

static void
append_limit (GString    *text,
              const char *name,
              int         resource)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return;

  if (limit.rlim_cur == RLIM_INFINITY)
    g_string_append_printf (text, "%s: unlimited\n", name);
  else
    g_string_append_printf (text, "%s: %" G_GUINT64_FORMAT "\n", name,
                            (guint64) limit.rlim_cur);
}

static void
append_tool (GString    *text,
             const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  g_string_append_printf (text, "%s: %s\n", name,
                          path != NULL ? path : "not installed");
}

/**
 * psc_about_dup_debug_info:
 *
 * Returns: (transfer full): what a report of a fault should tell, in English
 */
char *
psc_about_dup_debug_info (void)
{
  g_autoptr (PscMachine) machine = psc_machine_read ();
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Poolscope %s\n", PACKAGE_VERSION);
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version,
                          glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n",
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version ());
  g_string_append_printf (text, "\nCPU: %s\n", machine->cpu_model);
  g_string_append_printf (text, "CPUs: %u usable, %u online\n",
                          machine->cpus_usable, machine->cpus_online);
  g_string_append_printf (text, "Kernel: %s\n\n", machine->kernel);

  append_limit (text, "Open files", RLIMIT_NOFILE);
  append_limit (text, "Processes", RLIMIT_NPROC);
  g_string_append_c (text, '\n');

  append_tool (text, "file");
  append_tool (text, "wc");

  return g_string_free (text, FALSE);
}

/**
 * psc_about_present:
 * @parent: (nullable): the window that it belongs to
 *
 * Shows the window that names the program, its makers and its license.
 */
void
psc_about_present (GtkWindow *parent)
{
  const char *developers[] = { "The Poolscope developers", NULL };
  g_autofree char *debug_info = psc_about_dup_debug_info ();

  adw_show_about_window (parent,
                         "application-name", _("Poolscope"),
                         "application-icon", PSC_APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "comments", _("See what a pool of workers does "
                                       "with your files"),
                         "copyright", "© 2026 The Poolscope developers",
                         "developer-name", "The Poolscope developers",
                         "developers", developers,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line. */
                         "translator-credits", _("translator-credits"),
                         "debug-info", debug_info,
                         "debug-info-filename", "poolscope.txt",
                         NULL);
}
