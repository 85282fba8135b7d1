// Logging goes to the timeline of the run.
#ifndef MODEL_OS_LOG_H
#define MODEL_OS_LOG_H

typedef struct os_log_s *os_log_t;
typedef enum : unsigned char {
    OS_LOG_TYPE_DEFAULT = 0x00,
    OS_LOG_TYPE_INFO    = 0x01,
    OS_LOG_TYPE_DEBUG   = 0x02,
    OS_LOG_TYPE_ERROR   = 0x10,
    OS_LOG_TYPE_FAULT   = 0x11,
} os_log_type_t;

extern "C" void model_log(const char *format, ...) __attribute__((format(os_log, 1, 2)));

#define OS_LOG_DEFAULT (static_cast<os_log_t>(nullptr))
#define os_log(log, format, ...)       ((void)(log), model_log(format, ##__VA_ARGS__))
#define os_log_info(log, format, ...)  os_log(log, format, ##__VA_ARGS__)
#define os_log_debug(log, format, ...) os_log(log, format, ##__VA_ARGS__)
#define os_log_error(log, format, ...) os_log(log, format, ##__VA_ARGS__)
#define os_log_fault(log, format, ...) os_log(log, format, ##__VA_ARGS__)
#define os_log_with_type(log, type, format, ...) ((void)(type), os_log(log, format, ##__VA_ARGS__))

#endif
