/* psc-cli.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli"

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "psc-cli.h"
#include "psc-format.h"
#include "psc-frame.h"
#include "psc-machine.h"

/* GLib's, the one that conducts a run or keeps it, and one for a lane. */
#define N_THREADS 3

static const struct
{
  const char *name;
  int       (*main) (GStrv argv);
} commands[] = {
  { "run", psc_cli_run },
  { "sweep", psc_cli_sweep },
  { "history", psc_cli_history },
};

/* A standard descriptor that was closed would become the first file that we
 * open, and what we print would go there.  Its place is taken by one that
 * gives an error for whatever is done with it. */
static void
hold_standard_descriptors (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      if (fcntl (fd, F_GETFD) == -1 &&
          open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1)
        return;
    }
}

static void
print_help (void)
{
  g_print ("%s\n  poolscope-cli %s\n", _("Usage:"), "--help | --version");
  g_print ("  poolscope-cli run %s\n", _("[OPTION…] DIRECTORY"));
  g_print ("  poolscope-cli sweep %s\n", _("[OPTION…] DIRECTORY"));
  g_print ("  poolscope-cli history %s\n\n",
           _("[list | show ID | export ID | delete ID…]"));
  g_print ("%s\n\n",
           _("Sends the files of a directory through a small pipeline on a "
             "pool of workers,\nand shows where the time went."));
  g_print ("%s\n  run        %s\n", _("Commands:"),
           _("Make one run and report it"));
  g_print ("  sweep      %s\n",
           _("Make runs with several numbers of workers and compare them"));
  g_print ("  history    %s\n\n",
           _("List what was kept; show, export or delete it"));
  g_print (_("“%s” lists the options of a command.\n"),
           "poolscope-cli run --help");
}

/**
 * psc_cli_print_error:
 *
 * Prints one line for the user to standard error.  What @message repeats of
 * names and words that were given does no harm to a terminal.
 */
void
psc_cli_print_error (const char *message)
{
  g_autofree char *safe = psc_format_output (message, strlen (message));
  g_autoptr (GString) line = g_string_new (safe);

  g_string_replace (line, "\n", "\\n", 0);
  g_printerr ("poolscope-cli: %s\n", line->str);
}

/**
 * psc_cli_refuse:
 * @command: the command's name
 * @error: (nullable): what is wrong with its options
 *
 * Leaves a command that will not be carried out, as only its help was asked
 * for, or else with what is wrong.
 *
 * Returns: the exit status
 */
int
psc_cli_refuse (const char *command,
                GError     *error)
{
  if (error == NULL)
    return PSC_CLI_OK;

  psc_cli_print_error (error->message);
  g_printerr (_("“poolscope-cli %s --help” lists the options."), command);
  g_printerr ("\n");

  return PSC_CLI_USAGE;
}

/**
 * psc_cli_main:
 *
 * The program: runs the command that the arguments name.
 *
 * Returns: the exit status
 */
int
psc_cli_main (int    argc,
              char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_auto (GStrv) rest = NULL;

  hold_standard_descriptors ();

  /* A pipe that nobody reads shows as an error on writing. */
  psc_frame_catch_broken_pipes ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PSC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    {
      psc_cli_print_error (_("Say what to do: “poolscope-cli run DIRECTORY”, "
                             "or “poolscope-cli --help”."));
      return PSC_CLI_USAGE;
    }

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_help ();
      return PSC_CLI_OK;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("poolscope %s\n", PACKAGE_VERSION);
      return PSC_CLI_OK;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (argv[1], commands[i].name))
        continue;

      if (!psc_machine_check_threads (N_THREADS, &error))
        {
          psc_cli_print_error (error->message);
          return PSC_CLI_NO_RUN;
        }

      rest = g_strdupv (argv + 1);
      return commands[i].main (rest);
    }

  message = g_strdup_printf (_("There is no command “%s”. "
                               "“poolscope-cli --help” lists them."),
                             argv[1]);
  psc_cli_print_error (message);

  return PSC_CLI_USAGE;
}
