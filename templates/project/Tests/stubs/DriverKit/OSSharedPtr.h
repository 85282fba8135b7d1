// The smart pointer for OSObjects, as much of it as drivers commonly use.
#ifndef MODEL_OSSHAREDPTR_H
#define MODEL_OSSHAREDPTR_H

#include <DriverKit/OSMetaClass.h>

struct OSNoRetainTag {};
struct OSRetainTag {};
inline constexpr OSNoRetainTag OSNoRetain;
inline constexpr OSRetainTag   OSRetain;

template <typename T> class OSSharedPtr
{
public:
    OSSharedPtr() = default;
    OSSharedPtr(decltype(nullptr)) {}
    OSSharedPtr(T *object, OSNoRetainTag) : object_(object) {}
    OSSharedPtr(T *object, OSRetainTag) : object_(object) { if (object_) { object_->retain(); } }
    OSSharedPtr(const OSSharedPtr &other) : OSSharedPtr(other.object_, OSRetain) {}
    OSSharedPtr(OSSharedPtr &&other) : object_(other.detach()) {}
    ~OSSharedPtr() { reset(); }

    OSSharedPtr &operator=(OSSharedPtr other)
    {
        T *mine = object_;
        object_ = other.object_;
        other.object_ = mine;
        return *this;
    }
    void reset() { if (object_) { detach()->release(); } }
    void reset(T *object, OSNoRetainTag) { *this = OSSharedPtr(object, OSNoRetain); }
    void reset(T *object, OSRetainTag) { *this = OSSharedPtr(object, OSRetain); }
    T *get() const { return object_; }
    T *detach() { T *object = object_; object_ = nullptr; return object; }
    T *operator->() const { return object_; }
    T &operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }

private:
    T *object_ = nullptr;
};

template <typename T> OSSharedPtr<T> OSRetainPtr(T *object) { return OSSharedPtr<T>(object, OSRetain); }
template <typename T> OSSharedPtr<T> OSMakeShared(T *object, OSNoRetainTag) { return OSSharedPtr<T>(object, OSNoRetain); }

#endif
