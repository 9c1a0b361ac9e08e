/* psc-machine.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-machine"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-machine.h"

/* How often it is looked whether threads that have ended are gone. */
#define MAX_LOOKS     100
#define LOOK_AGAIN_US 1000

/* A quota of one and a half CPUs lets two workers run at once for part of the
 * time, so the count is rounded up. */
static guint
cpus_for_quota (double quota,
                double period)
{
  if (quota <= 0. || period <= 0.)
    return 0;

  return (guint) MAX (ceil (quota / period), 1.);
}

static char *
read_file (const char *root,
           const char *group,
           const char *name)
{
  g_autofree char *path = g_build_filename (root, group, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* The quota of one group, in either version of cgroups; 0 where it has none. */
static guint
read_quota (const char *root,
            const char *group)
{
  g_autofree char *unified = read_file (root, group, "cpu.max");
  g_autofree char *quota = NULL;
  g_autofree char *period = NULL;

  if (unified != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (unified), " ", 2);

      /* "max" is not a number and parses as 0, which means no quota. */
      if (g_strv_length (words) == 2)
        return cpus_for_quota (g_ascii_strtod (words[0], NULL),
                               g_ascii_strtod (words[1], NULL));
      return 0;
    }

  quota = read_file (root, group, "cpu.cfs_quota_us");
  period = read_file (root, group, "cpu.cfs_period_us");
  if (quota == NULL || period == NULL)
    return 0;

  return cpus_for_quota (g_ascii_strtod (quota, NULL),
                         g_ascii_strtod (period, NULL));
}

/**
 * psc_machine_count_quota_cpus:
 * @cgroup_root: where the control groups are mounted
 * @self_cgroup: the contents of /proc/self/cgroup
 *
 * How many CPUs the control groups of this process allow, its own group and
 * every one above it; 0 when none sets a limit.
 */
guint
psc_machine_count_quota_cpus (const char *cgroup_root,
                              const char *self_cgroup)
{
  g_auto (GStrv) lines = g_strsplit (self_cgroup, "\n", -1);
  guint least = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ":", 3);
      g_auto (GStrv) controllers = NULL;
      g_autofree char *root = NULL;
      g_autofree char *group = NULL;

      if (g_strv_length (fields) != 3)
        continue;

      /* Version 2 has no controller in its line, version 1 mounts each
       * controller in a directory of its own. */
      controllers = g_strsplit (fields[1], ",", -1);
      if (fields[1][0] == '\0')
        root = g_strdup (cgroup_root);
      else if (g_strv_contains ((const char * const *) controllers, "cpu"))
        root = g_build_filename (cgroup_root, "cpu", NULL);
      else
        continue;

      group = g_strdup (fields[2]);
      for (;;)
        {
          guint cpus = read_quota (root, group);
          char *slash = strrchr (group, '/');

          if (cpus != 0 && (least == 0 || cpus < least))
            least = cpus;
          if (slash == NULL)
            break;
          *slash = '\0';
        }
    }

  return least;
}

static guint
count_affinity_cpus (void)
{
  cpu_set_t *set;
  guint count = 0;

  /* The kernel refuses a set that is smaller than its own. */
  for (guint n_cpus = 1024; n_cpus <= 1 << 16 && count == 0; n_cpus *= 2)
    {
      gsize size = CPU_ALLOC_SIZE (n_cpus);

      set = CPU_ALLOC (n_cpus);
      if (sched_getaffinity (0, size, set) == 0)
        count = (guint) CPU_COUNT_S (size, set);
      CPU_FREE (set);
    }

  return count;
}

static char *
read_cpu_model (void)
{
  g_autofree char *info = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/cpuinfo", &info, NULL, NULL))
    return g_strdup ("");

  lines = g_strsplit (info, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      if (colon != NULL && g_str_has_prefix (lines[i], "model name"))
        return g_strstrip (g_utf8_make_valid (colon + 1, -1));
    }

  return g_strdup ("");
}

/**
 * psc_machine_read:
 *
 * Asks the system what it offers at this moment.
 */
PscMachine *
psc_machine_read (void)
{
  PscMachine *self = g_new0 (PscMachine, 1);
  g_autofree char *groups = NULL;
  struct utsname names;
  long online = sysconf (_SC_NPROCESSORS_ONLN);

  self->cpus_online = online > 0 ? (guint) online : 1;
  self->cpus_usable = count_affinity_cpus ();
  if (self->cpus_usable == 0)
    self->cpus_usable = self->cpus_online;

  if (g_file_get_contents ("/proc/self/cgroup", &groups, NULL, NULL))
    {
      guint quota = psc_machine_count_quota_cpus ("/sys/fs/cgroup", groups);

      if (quota != 0)
        self->cpus_usable = MIN (self->cpus_usable, quota);
    }

  self->cpu_model = read_cpu_model ();
  self->kernel = uname (&names) == 0
                 ? g_strdup_printf ("%s %s", names.sysname, names.release)
                 : g_strdup ("");

  return self;
}

/**
 * psc_machine_copy:
 *
 * Returns: (transfer full): a copy
 */
PscMachine *
psc_machine_copy (const PscMachine *self)
{
  PscMachine *copy = g_new (PscMachine, 1);

  *copy = *self;
  copy->cpu_model = g_strdup (self->cpu_model);
  copy->kernel = g_strdup (self->kernel);

  return copy;
}

/**
 * psc_machine_free:
 *
 * Frees what psc_machine_read() returned.
 */
void
psc_machine_free (PscMachine *self)
{
  g_free (self->cpu_model);
  g_free (self->kernel);
  g_free (self);
}

/**
 * psc_machine_raise_file_limit:
 * @n_files: how many files this process has to have open at once
 *
 * Raises the limit of open files if it is lower, as far as the system allows.
 * No further: steps inherit the limit, and are to find the user's own.
 *
 * Returns: how many files this process may have open now
 */
guint64
psc_machine_raise_file_limit (guint64 n_files)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return n_files;

  if (limit.rlim_cur < n_files)
    {
      limit.rlim_cur = MIN (n_files, limit.rlim_max);
      setrlimit (RLIMIT_NOFILE, &limit);
      getrlimit (RLIMIT_NOFILE, &limit);
    }

  return limit.rlim_cur;
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static gpointer
wait_cb (gpointer user_data)
{
  GMutex *gate = user_data;

  g_mutex_lock (gate);
  g_mutex_unlock (gate);

  return NULL;
}

/**
 * psc_machine_check_threads:
 * @n_threads: how many threads this process has to have besides its first
 *
 * Whether the system gives so many threads at once.  GLib ends the program when
 * it cannot have one of its own, without a word that a user would understand:
 * to be called before it wants any.
 */
gboolean
psc_machine_check_threads (guint    n_threads,
                           GError **error)
{
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  guint n_before = count_threads ();
  guint n_started = 0;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  while (n_started < n_threads &&
         (threads[n_started] = g_thread_try_new ("check", wait_cb, &gate,
                                                 NULL)) != NULL)
    n_started++;
  g_mutex_unlock (&gate);

  for (guint i = 0; i < n_started; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&gate);

  /* For the system they count a moment longer. */
  for (guint i = 0; i < MAX_LOOKS && count_threads () > n_before; i++)
    g_usleep (LOOK_AGAIN_US);

  if (n_started == n_threads)
    return TRUE;

  g_set_error (error, PSC_ERROR, PSC_ERROR_LIMIT,
               _("The system does not let this program start the %u threads "
                 "that it needs. End other programs, or raise the limit with "
                 "“ulimit -u”."), n_threads);
  return FALSE;
}
