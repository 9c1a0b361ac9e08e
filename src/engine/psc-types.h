/* psc-types.h: the engine's words and plain records
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every length of time is a signed 64-bit number of nanoseconds.  Records hold
 * times since the run's start; PSC_NEVER marks what has not happened. */
#define PSC_NEVER        G_MININT64
#define PSC_NSEC_PER_SEC G_GINT64_CONSTANT (1000000000)

#define PSC_MAX_WORKERS  256
#define PSC_MAX_STEPS    16

typedef enum
{
  PSC_MODE_PROCESS,
  PSC_MODE_PROCESS_EXECUTOR,
  PSC_MODE_THREAD,
  PSC_MODE_DUMMY,
} PscMode;
#define PSC_N_MODES 4

typedef enum
{
  PSC_STREAMS_INHERITED,
  PSC_STREAMS_INDEPENDENT,
} PscStreams;

typedef enum
{
  PSC_WORKER_PROCESS,
  PSC_WORKER_THREAD,
} PscWorkerKind;

/* What became of a task.  Every task has exactly one outcome at the end of a
 * run; PSC_OUTCOME_NONE stands for "not yet". */
typedef enum
{
  PSC_OUTCOME_NONE,
  PSC_OUTCOME_OK,
  PSC_OUTCOME_NONZERO,
  PSC_OUTCOME_FAILED,
  PSC_OUTCOME_KILLED,
  PSC_OUTCOME_TIMED_OUT,
  PSC_OUTCOME_SKIPPED,
  PSC_OUTCOME_LOST,
  PSC_OUTCOME_STOPPED,
} PscOutcome;
#define PSC_N_OUTCOMES 9

/* Why a task has the outcome that it has.  The history keeps the numbers. */
typedef enum
{
  PSC_CAUSE_NONE,
  PSC_CAUSE_EXIT_STATUS,      /* nonzero: the step named exited non-zero */
  PSC_CAUSE_NO_START,         /* failed: the step named could not be started */
  PSC_CAUSE_SIGNAL,           /* killed: a signal ended the step named */
  PSC_CAUSE_TIME_LIMIT,       /* timed-out: the step named */
  PSC_CAUSE_NAMED_PIPE,       /* skipped */
  PSC_CAUSE_SOCKET,           /* skipped */
  PSC_CAUSE_CHARACTER_DEVICE, /* skipped */
  PSC_CAUSE_BLOCK_DEVICE,     /* skipped */
  PSC_CAUSE_VANISHED,         /* skipped: not there any more */
  PSC_CAUSE_NO_WORKER,        /* skipped: no worker could be kept alive */
  PSC_CAUSE_WORKER_DIED,      /* lost */
  PSC_CAUSE_STOP_DURING,      /* stopped while it ran */
  PSC_CAUSE_STOP_BEFORE,      /* stopped before it began */
  PSC_CAUSE_DIRECTORY_VANISHED, /* skipped: gone with all of the directory */
  PSC_CAUSE_PROGRAM_ENDED,    /* stopped: not done when the program ended */
} PscCause;
#define PSC_N_CAUSES 16

/* What one step wrote: at most 64 KiB a stream, the rest only counted. */
typedef struct
{
  guint64 dropped;       /* bytes of both streams that were not kept */
  guint32 stdout_length; /* bytes kept; they stand first in data */
  guint32 stderr_length; /* bytes kept; they stand behind stdout's */
  char    data[];
} PscOutput;

/* One step of one task.  Which member of the union is valid follows from the
 * pipeline: value for the compute step, status for a command. */
typedef struct
{
  gint64 start_ns; /* PSC_NEVER: the step was not reached */
  gint64 end_ns;
  union
  {
    double value;  /* NAN when the step gave none */
    struct
    {
      gint32  exit_code;    /* -1 unless the command exited */
      gint16  signal;       /* 0 unless a signal ended the command */
      guint16 left_process; /* whether it left one that held its output */
    } status;
  };
  PscOutput *output; /* (nullable) (owned by the run) */
} PscStepRecord;

/* One task.  A task that never began has start_ns PSC_NEVER, worker 0 and
 * lane 0; numbers of workers, chunks and lanes count from 1. */
typedef struct
{
  gint64  start_ns;
  gint64  end_ns;
  char   *detail;  /* (nullable) (owned by the run): the system's own words */
  guint32 worker;
  guint32 chunk;
  guint16 lane;
  guint8  outcome; /* PscOutcome */
  guint8  cause;   /* PscCause */
  guint8  step;    /* index of the step that cause speaks of */
} PscTaskRecord;

/* One worker: the process or thread that lived in a lane. */
typedef struct
{
  gint64        requested_ns;
  gint64        ready_ns; /* PSC_NEVER: it never became ready */
  gint64        silent_ns; /* since when it does not answer; PSC_NEVER: it does */
  gint64        ended_ns; /* PSC_NEVER: it is still there */
  gint64        id;       /* process or thread id, 0 while unknown */
  char         *message;  /* (nullable) (owned by the run): its last words */
  guint32       n_tasks;  /* tasks that it finished */
  gint32        exit_code; /* processes: -1 unless it exited */
  gint32        signal;   /* processes: 0 unless a signal ended it */
  guint16       lane;
  PscWorkerKind kind;
} PscWorkerRecord;

/* A time in which a worker gave no sign of life though it should have. */
typedef struct
{
  gint64   start_ns;
  gint64   end_ns;     /* PSC_NEVER: it was not heard of again */
  guint32  worker;     /* from 1 */
  gboolean is_stopped; /* as by SIGSTOP, and not for a reason of its own */
} PscSilence;

const char *psc_mode_to_string     (PscMode      mode);
gboolean    psc_mode_from_string   (const char  *text,
                                    PscMode     *mode);
gboolean    psc_mode_is_process    (PscMode      mode);
const char *psc_streams_to_string  (PscStreams   streams);
gboolean    psc_streams_from_string (const char *text,
                                     PscStreams *streams);
const char *psc_outcome_to_string  (PscOutcome   outcome);
gboolean    psc_outcome_from_string (const char *text,
                                     PscOutcome *outcome);
const char *psc_cause_to_string    (PscCause     cause);
gboolean    psc_cause_from_string  (const char  *text,
                                    PscCause    *cause);
const char *psc_worker_kind_to_string (PscWorkerKind kind);
gboolean    psc_worker_kind_from_string (const char *text,
                                     PscWorkerKind *kind);

G_END_DECLS
